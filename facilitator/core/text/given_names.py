"""Given names, folded, in small letters: made by scripts/given_names.py.

Names from DaCy (Apache License 2.0), which has them from Danmarks Statistik (2021) and from
Meldgaard, "Muslimske fornavne i Danmark" (2005), and from Faker (MIT License). The licences stand
beside this file, in given_names.LICENSES.txt.
"""

from __future__ import annotations

NAMES = """
aaaqil aaban aabid aabjoern aabjorn aabjørn aachal aadam aadhya aadil aafiya aage aahana aahil aake
aalam aalee aalim aaliyah aamer aamil aamir aamirah aanuoluwapo aaqil aarav aarif aarini aariz
aarna aarnav aaron aarush aaryan aasa aase aashi aashif aashir aasif aasim aatif aatiq aayan aayush
aazim abaan abayomi abbas abbie abd abdalla abdallah abdel abdelkrim abdi abdihakim abdilahi
abdimalik abdiqani abdirahman abdirashid abdis abdo abdou abdul abdulahat abdulahi abdulaziz
abdulbekir abdulcemal abdulgazi abdulhadi abdulhakim abdulhamid abdulkadir abdulkarim abdulkerim
abdullah abdullahi abdulmenaf abdulqadir abdulrahman abdulsamed abdulsemet abdurrahman abdurresit
abebi abednego abeer abel abelone abeni abhimanyu abhiram abida abidin abigael abigail abilio
abiodun abiona abir abiye abjoern abjorn abjørn abosede abraham abram abrar abril abu abubakar
abuzar acarkan achieng achille achim acikel acilay aclan adaeze adalbert adalberto adam adamo adams
adasal adda adebiyi adebowale adebukola adedayo adedeji adeel adekitan adekola adekunle adela
adelaida adelaide adelardo adelasia adelbert adele adeleke adelgunde adelheid adelia adelin adelina
adelinde adeline adelmo adenike adeniyi adeolu adeoti adepeju aderopo adesewa adeshina adesoji
adesua adetayo adetoke adetoun adeyi adham adib adiba adigun adil adila adina aditya adlan adnan
adolf adolfine adolfo adolfs adolph adomas adora adoracion adrian adriana adriane adrianna adriano
adrien adrienne adrija adryan adunni advaith advay advik advika adviye adweta aedan aenne afaf
afanasyi afif afifa afife afnan afolarin afonso afrah aftab aftin afynohen afzal agakisi agapito
agastya agata agatha agathe agbegim agda aggrey agha aglaia agmur agnes agnese agneta agnete
agnethe agnieszka agnolo agnos agostino agripina agris agueda agustin agustina ahafia ahafon ahata
ahhei ahlam ahmad ahmed ahmet ahsan ahsen ahter aicha aida aidan aideen aiden aigars aileen ailis
aiman aimee aina ainara ainars ainoa aisha aishah aishani aisling aislinn aistis aitana aitor
aivaras aivars ajala ajani ajmal ajoke akalan akanmu akatay akbar akbas akboga akcabay akcasu
akcivan akdora akdurmus akgol akgunes akhtar akif akil akinal akinkunmi akinlabi akinwale akinyi
akise akkerman akmaner akmaral akoth akram aksay aksel akshay aksogut aksoy aktemur akulyna akver
akyildiz alaa alaaddin alabezek aladdin alade alaeddin alain alamu alan alana alanalp alanis alanna
alannah alastair alattin alban albano alberico albert alberta alberte albertina albertine alberto
alberts albin albina albrecht alcan alcides alderano aldis alejandra alejandro alejo aleks
aleksandar aleksander aleksandr aleksandra aleksandras aleksandrs aleksei aleksej alemsah alena
aleodor alessandra alessandro alessia alessio alevtyn alevtyna alex alexa alexander alexandra
alexandre alexandrie alexandrina alexandros alexandru alexe alexei alexej alexis alfio alfonso
alfred alfredo alfreds alfrida algirdas algis algot ali alia aliabbas alice alicia alicja alida
aliihsan alim alina alis alisa alise aliseydi alisha alisik alison alissa alistair alistar alister
aliya aliyu alize alkor allan allegra allen allison alma almas almasa almast almudena almus almut
almuth alois aloisia alondra alonso aloys alparslan alpcan alphonce alphons alphonse alpsu alsoy
altaf altinbike altincicek altinisin altinkaya altogan altug alva alvar alvaro alve alvilda alvin
alvine alwin alwina alwine aly alyna alyssa amaal amada amadeo amadeus amado amador amaira amal
amalia amalie amaliia amalija aman amancio amanda amando amani amanullah amar amara amarachi
amarilis amaro amaya ambar ambrose ambrosio amedeo amedeu ameer amelia amelie amelija americo amico
amilcar amina aminah aminatu amira amjad amleto ammar amna amoke amope amparo amra amrita amro
amruta amvrosii amvrosyi amy ana anabel anabela anacleto anaida anais anamaria anamika ananyi
anargul anas anastacia anastasia anastasie anastasiia anastasio anastasios anastasyia anastazja
anatol anatoli anatolie anatolij anatolyi ancuta andela anders anderson andic andra andrada andrea
andreas andree andreea andrei andreia andrej andrejs andress andrew andrey andrian andrii andrija
andris andrius andron andronyk andrzej andy anees anemona aneta anete anett anette angeles angelika
angelina angeline angelino angelique angelita angelo anghel anghelina angie angus anhelyna anibal
anica aniela anika anine aniqa anirudh anisa anisoara anita anitta anja anjali anjolaoluwa ankica
ankjaer ankjær anmol ann anna annabel annah annak annaliese annalisa annamaria annastacia anne
annedore annegret annegrete annekatrin anneke annelene anneli annelie annelies anneliese annelise
annelore annemarie annemette annemie annemijn annerose annet annett annetta annette anni annibale
annica annie annija annika annikki annine annita annunziata anny anouk ansaldo ansar anselm anselma
anselmo ansgar ansis antanas antero anthon anthony antim antje antoaneta antoin antoine antoinette
anton antonela antonella antonello antoni antonia antonie antonietta antonija antonina antonino
antonio antonios antoniu antonius antons antony antonyn antonyna antra antun antyp anunciacion
anusha anuta anwar anyango anykei anykyta anysym anzhela anzhelyka aodhan aoibheann aoibhin
aoibhinn aoife apaydin apolinar apollon apollonia apollynaryi apolonia apostolos aqil aqqaluk
araceli aradhana aranzazu arcan arcelia aref arefyi arham ariadna ariana ariane arianne aribert
ariele arif arifa arifcan arija arijus arike arikol arina arinola aripinar arisoy aristide
aristides aristita arjun arkadii arkadiusz arkadyi arkan arkhyp arkut arly armahan armandas armando
armands armida armin arminas arnaldo arnas arnaude arndt arne arnfried arnim arnis arno arnold
arnoldas arnolds arnulf arnulfo aron aronas arpag arran arron arsenie arsenio arsenyi arshad arslan
artan artem artemio artemisa artemyi arthur artis artur arturas arturo arturs arunas arunima arvid
arvids arvydas arwa arystarkh arziye arzu asa asaad asad asadullah asaf asake asalet asbjoern
asbjorn asbjørn asdrubal aseel asem asger asghar ashan ashfaq ashlee ashleigh ashlene ashley
ashling ashraf ashton asil asim asima asiman asir asiya askold aslan aslanhan asliye asma asmaa
asmus asra assar assia asta aston astrid asuncion ata atagun atalay atanur atasagun atatore atef
atena atenulf atfat atgun athanasios atharv atheel athman athuman atieno atif atifa atika atilgan
atilhan atilio atinuke atiyye atnan attaf attila audrey audrius augusta augustas auguste augustin
augustina augustine augustinus augusto auraq aurea aureja aurel aurelia aurelian aureliana
aureliano aurelie aurelija aurelio aurica aurimas aurore ausma ausra ausrine austine austra avdei
averian averkyi avhust avhustyn aviaaja aviaja avksentyi avram avrelii avsin avtonom avunc awad
awadil awamil awamiri awani awatef awero awlya awmar awrad axel axenia axinte aya ayaan ayamin
ayasun ayat ayaydin aybet aybora aycagul aycan ayda aydar ayden aydinbey aydinc ayduru ayesha
aygonenc aygutalp ayhan ayinde ayinke aykut aykutalp aylil aylin ayman aynilhayat aynimah aynur
ayodeji ayodele ayoka ayoub aypar aysan aysar ayse ayseana aysel aysema aysenur aysevim aysoy
aysuna aytek ayten aytoz aytuna ayub ayulker ayush ayushman ayuub ayvas ayyaruk ayyubi azaan azad
azade azahar azahara azam azaryi azban azeeb azeglio azeneth azettin azhar azim aziz aziza azize
azmi azra azucena azuolas azza baahir baaizeed baaqee baaqir baaree baashir baasim baasit babar
babasola babatunji babawale baber babett babette baccio bachittar badawi badegul badr bagdas bagdat
baghyawati baha bahaa bahaddin bahadurjit bahar bahati bahia bahittin bahiy bahra bahram bahtinur
baiba bailie bairbel bakari bakhshi baki balatekin balca baldassare baldomero balduino baldur
baleegh balendra balhaar baljiwan balli baltas baltasar balthasar balvan balveer bambad banel
banjeet banu baqar baqir baraka barasa barbara barbro barbu bardur barica baris bariscan barkha
barraq bartek bartholomaus bartolome bartolomeo bartolomeu basaam basarab basay baseer basel basem
bashaar bashaarat bashan bashar basharat basheer basheerah bashir basilio basim basima basir basma
basok basriye bassam bassem bastiaan bastian batal batirhan batool batoul batul baturay baudelio
bautista bayan baydu baykan bayman bayram bayruhan baytal bayzettin bazam bazhen beata beate
beatrice beatrix beatriz becky bediriye bedri begim begona behiza behrem bekbay bekir bektasi belal
belen belgizar belinda belkize bella bellisan bello benard benas bendix bendt benedetto benedict
benedicte benedikt benedikte benedita benek bengibay bengt beniamin benice benigna benigno benita
benito benjamim benjamin benno benny benoit benol benone benson benta bente benthe benvenuto
benyamin beppe berat beren berenice berezat bergen berit beriye berkal berki berksay bernabe
bernadette bernard bernarda bernardino bernardita bernardo bernd berndt bernfried bernhard
bernhardine bernhardt bernt bernward berran berrin bert berta bertel bertha berthel berthold bertil
berto bertold bertram bertrand bertulis besey besin beste beth bethan bethany betina betti bettina
betty beverley beverly beyda beyhatun beyler beyzade bezek bhanumati bhavani bhavika bhavini bhavna
bhavya biagio bianca bianka bibiana bican bidayet bienvenida bilaal bilal bilay bilender bilgen
bilginur bilgutay bilha biljana bilkay bilkisu billal billie biltas bimala binay binbasar binisik
birben birger birgid birgit birgith birgithe birgitt birgitta birgitte birgul birousk birsan birsen
birte birtha birthe biruta bisar biserka bishakha bitul bizhan bjarke bjarne bjoerg bjoern bjorg
bjorn bjørg bjørn blaine blanaid blanca blanduzia blanka blazej bodil boe boel boerge bogatimur
bogdan bogdana bohdan bohdanna bohodar bohuslav bohuslava boian bolatito boleslav bolethe bolette
boluwatife bonface boniface bonifacio bonnie borahan boratas boris borja borje borris bortecin
borys boryslav bosibori bothilde boye boynak bozbag bozena bozerk bozica boztas bradley bradut
brady brahim bramwel brandi brandon brandusa branka branko bravin breandan breanna brencis brenda
brendah brendan brent brett brian briana brianna bridget bridgit brigid brigida brigita brigitta
brigitte brijesh brinda brita britt britta brittany brittney bronach bronagh bronislava bronyslav
brooke bruce bruna brunhild brunhilde bruni brunilda bruno bryan bryce bryony bucur budymyr
buenaventura buget buhari bulunc bunmi bunyamin bunyamun buraid burakhan burckhard burcuhan bureyre
burghard burhan burkard burkhard burkhardt bushra busra busranur buyrukhan børge cabir cacilia
cacilie caecilie caetana cagdan caglar caglasin cagveren cahal cahir cailin cailum caitlin caitlyn
caitriona caius cajsa cakar cakirca calcedonio caleb calim calin calista calisto calixta calixto
callan callum calogero calti calum calvin calvince camelia cameron camil camila camilla camille
camillo camilo camok canan canberk candace candelaria candelario candeniz candice candido canfeza
cangur cannur canseven cansin cantemir cantez canur caoilfhionn caoimhe caoimhin caolain caolan
caomhan capkan capucine caragh caren caridad carin carina carl carla carlijn carlito carlo carlos
carlota carly carmel carmela carmelita carmelo carmen carmina carminho carola carole carolin
carolina caroline carolyn carolyne carren carsten casandra casemiro casey casian casiana caspar
casper cassandra cassidy cassie catalin catalina catarina caterina cathal catharina catharine
catherine cathleen cathrin cathrine cathy catinca catrin catrina catrine catrinel catriona cavit
cavuldur cayetana cayetano cazimir ceara cebesoy cebrian cecile cecilia cecilie cecilio cedide
cedrin ceferino celal celem celestina celestine celestino celia celikkan celikyurek celilay celina
celine celso cemal cemalettin cemil cemiyle cenan cengiz centa centrine cerasela cerci cercis cesar
cesare cetin cetinsu cevale cevheri cevikoz cevregul ceyhun ceylin cezar cezara cezary cezayir
chaaya chaitaly chaitanya chakradev chakradhar chakrika chamali chaman chameli chanakya chanchal
chandani chandran chandresh changaz chantal chantel chantelle charan charis charita charlene
charles charlesh charlie charlott charlotta charlotte charo charvi chashida chasmum chatresh
chatura chavvi chawish chebet chege chelangat chelo chelsea chelsey chema chepkemoi chepkoech
chepkorir cheragh cherie cherith cherotich cheruiyot cheryl cheslav cheyenne chiamaka chiara
chibuzo chidi chidimma chigozie chijioke chinedu chinelo chinyere chita chizoba chloe chresten
chris christa christabel christel christelle christen christence christer christian christiana
christiane christie christin christina christine christl christof christofer christoffer christoph
christophe christopher christos christy chucho chukwudi chukwuemeka cianan ciara ciaran ciarrai
cidal cihan cihandide cilga cilli cillian cilly cindoruk cinerk cintia ciprian cipriana cipriano
ciriaco cirillo cirino cirkeline cisem civgin claas claes claire clara clare clarisa clarissa clark
clas claude claudia claudine claudio claudiu claudius claus clavs clayton clelia clemence clemens
clemente clementina cleopatra cleophas cleto clifford climaco clinton cliodhna cliona clodagh
clotilde codie codin codrin codrina codrut codruta cogay cokan colette collette collin collince
collins colpan colton coluccio colum conal conall conan concepcion concetta concha conchur conni
connie connor conny conor conrad conrado consolata constanca constance constanta constantin
constantina constanza constanze consuela consuelo copur coralia cordula corey corina corinna
corinne coriolano cormac cornel cornelia cornelio cornelis corneliu cornelius corrado cortney
corvin cosima cosimo coskun cosmas cosme cosmin cosmina costache costantino costanzo costel costin
courteney courtney craig crenguta crescencia crina cristea cristian cristiano cristina cristobal
cristofor cuheyna cuman cuneyit curro curtis custodia custodio cynthia cyprian cyrus czeslaw
cæcilie daamin daanish daanyaal daawood dabbah dabir dacian daciana dafina dafne daghfal dagistan
dagmar dagmara dagny dagobert dahir daiana daiga daina dainis dainius daire dairine daiyaan dajana
dakhil daksh daksha dakshesh dalaja dalal dalan dalbir dalia dalibor dalila dalkilic dalmas damaris
dameer damian damiano damien damife damini damir damlanur damon damurah damyanti dana dancan dancun
dani danica daniel daniela daniele danielius daniella danielle daniels danijel danijela danilo
danique danis danjuma danna danni danny danson dante danuta danyla danylo daoud daphne dara darain
darcy daria dariana darija darika darin dario darius dariusz darko darlene darpan darragh darrell
darren darryl darsh darta daryl daryna dastageer daud daudi david davis davor davyd dawid dawood
dawud dayamai dayar dayita dayna dayyaan deaglan deane deanna dearbhail dearbhaile dearbhla debbie
debora deborah debra decebal declan deepa deger degmeer deirbhile deividas dejan delfina delfino
delia delil dementyi demetra demetrio demian demilade demirbuken demiriz demirok demiryurek demyd
denis denisa denise deniz denizalp denkel dennis denny denys derek derick derkay dermot dervla
deryanur desiderio desiree desmond despina detlef detlev devansh devika devin deviner dhriti dhruv
diana dianah diarmuid dickson didde didina diedrich diego dierk diethard diethelm diether dietlind
dietlinde dietmar dietrich diken dilara dilcan dilder dilfeza dilhus dillon dilsat dilsitan dima
dimas dimitri dimitrina dimitrios dina dinah dincer dinckol dincsu dinis diogo dion dionigi
dionisia dionisio dionne dipta dirican dirlik dismas ditlev ditmar ditte dittmar divya dmytro
dmytryi dobromysl dobroslav dochia dogan doganalp dogannur dogansah doguhan doina dolensoy dolphine
dolun domagoj domantas domas domenico domhnall dominga domingo dominic dominik dominique dominyka
dominykas domitila domnica donal donald donata donatas donatella donatello donato dora dorcas
dorcus doreen dorel dorian doriana dorin dorina dorine dorinel doris dorit dorita dorle dorli
dorofei dorota dorotea doroteja dorothe dorothea dorothee dorothy dorrit dorte dorthe dorthea
dorukhan douglas dovile dovydas doyinsola draga dragan dragica drago dragos dragutin drazen duaa
duane duarte duha duilio dumitra dumitrana dumitru duncan dundaralp dunia dunja dunya duong durab
duracan durante durdali durdica durgadin durmusali durodola durrusehvar dursadiye dursun duruk
duruoz dusan dusine dustin duyen duyguhan dwayne dylan dylano dyveke dzidra dzintars dzintra
eadaoin eamon eamonn ebba eberhard eberhardt ebrahim ebrima ebuakil ebuka ecaterina ecegul ecemis
eckard eckart eckehard eckhard eckhardt eckhart ecrin edaviye eddah eddie edel edelbert edelgard
edelmira edelmiro edeltraud edeltraut edeltrud edgar edgaras edgardo edgars edgubay edhitha edinah
edita edite edith editha edmond edmund edmundo edmunds edna edoardo edouard eduard eduarda eduardo
eduards edvard edvardas edvin edvinas edvins edward edwin edyta eesaa eesha eflatun efrain efrem
efser eftimia eftimie egbert egenur eggert egidijus egil egils egon ehab ehrenfried ehrentraud
ehrhard ehsaas ehsan eidvile eigil eijaz eileen eiler eilif eilis eilish eimantas eimear eimer
eimhear einar einer eira eiravati eirik eitel eivind eivor ejaz ejgil ejgild ejlaal ejler ejlif
ejnar ejner ejvind ekaja ekalinga ekani ekansh ekanta ekantika ekapad ekaraj ekaterina ekateryna
ekavir ekbal ekber ekene ekiya ekkehard ekkehart ekmel ekrem ekundayo eladio elaine elamiye eleanor
eleanora elena eleni elenore eleonor eleonora eleonore eleuterio elfie elfrida elfriede elgaard
elgin elhan eli eliana elias elifnur eligia eligio elijah elin elina eline elinor elis elisa
elisabet elisabeta elisabeth elisaveta elise eliseo elisha elita eliud eliza elizabeta elizabete
elizabeth elize elkana ella elladio ellen elli ellie ellinor elliot elliott ellis elly elma elmar
elmars elmer elna elnur elo elodia elodie elof eloisa eloise elosy elove elphas elpidio elsa
elsbeth elsebeth elsie elsy elton elva elvan elvin elvine elvira elvis elvy elwira elysei elyzar
elyzaveta elzbieta emad emanoil emanuel emanuela emanuil emeka emelian emelie emelina emigdio emil
emile emilia emilian emiliana emiliano emilie emiliia emilija emilio emilis emilly emils emily
emine emirsan emma emmaculate emmah emmanuel emmanuelle emmanuyl emmerich emmett emmy emperatriz
emran emrullah emylyia ena enar encarna encarnacion encarnita enevold enfes engelbert engelhardt
engin enginiz engla eniola ennio enock enok enrico enrika enrique ensari enver enzio eoghan
ephantus epifanio epyfan eraldo erasmo erast erastus eraycan erbay erbil ercan ercihan erdal
erdemer erdibay erdmute erdogan erdursun eremei eremia erenalp erensoy ergener erginel ergonul
ergul ergun erhard erhardt eric erich erick erik eriks erincer erkan erkilic erkinel erksoy erland
erling ermanis ermanno ermenegildo ermolai ermutlu ermyl erna ernest ernestas ernestine ernesto
ernests ernst erofei erogul ersat ersec ersel ertan erten ertun ertuncay ervaniye erwin eryildiz
eryk esa esben esenbay esengun esenturk esfandyar eshan eshana esila eske eskil eskild eskinalp
esmanperi esmarelda esmee esmeralda esperanza espiridion esref esteban estefania estela estelle
ester estera esther estrella estrid esupofo etelvina ethan ethel etienne etizaaz ettore eufemia
eufrosina eugen eugene eugenia eugenie eugenio eugine eulalia eunan eunice eusebia eusebio eusebiu
eustaquio eustatiu eutimio eutropio eva evald evaldas evalds evaline evalyne evamaria evan evance
evangelia evangelina evangelista evangelos evanghelina evans evaristo evcimen evdokyia evdokym
evelia evelien evelin evelina eveline evelyn evelyne everline everlyne evfrosynyia evhenyi evhenyia
evhraf evija evita evlampyi evpraksyia evrim evrimer evsei evstafyi evstyhnei evy ewa ewald ewatomi
ewelina eyvind eyyup ezekiel ezequiel ezgin ezgutekin fabia fabian fabiana fabienne fabio fabiola
fabricio fabrizia fabrizio fadei fadekemi fadel faderera fadi fadia fadil fadila fadile fadime fadl
faduma fadwa fahad fahd fahim fahima fahmi fahrullah faik fainche faisa faisal faiz faiza faizan
faize falah falak falan falguni falko faqid farah faraj faras farha farhad farhan farhat farid
farida fariq faris farouk farrukh faruk farzana fateh fatema fatemah faten fathi fathia fatigul
fatih fatiha fatima fatimah fatin fatinur fatma fatmanur fatuma faustas faustino fausto fawaz fawzi
fawzia fayez fayize fayna faysal fayza fazil fazli fazul feargal fearghal fedde fedele federica
federico federigo fedir fedor fedosyi fedot fehim fehintola fehmiye feisal felicia feliciana
feliciano felicidad felicitas felipa felipe felisa felista felister felistus felix felizitas felyks
femke fenna fenni feofan feoktyst ferahdiba ferapont feras ferat feraye ferdi ferdinand ferdinando
feremez ferenc fergal fergus ferhan ferhat ferihan ferinaz fermin fermuta fernanda fernando fersan
feryas ferzi festus fethi fetullah fevronyia feyha feyruz feyzin fiamma fibikemi fida fidaye fidela
fidelis fidvi fiene fikayomi fikri fildan filip filipa filipe filippo filit filiz filofteia
filomena finbar finn fintan fiodor fiona fionntan fionnuala fiorenzo fiorino firas firdevis fitan
fitnat fiyaz flavia flavio flaviu flemming floare floarea floortje florea florencia florencio
florenta florentin florentina florentino florentyn florian floriana florica florina florinda floris
fokla folashade folker folkert folmer fortunat fortunata fortunato fotyi fouad frado franca frances
francesca francesco francis francisc francisca francisco franciska franciszek franck franco
francois francoise frands franjo franka franklin frankline frans frants frantz franz franziska
frauke frazer freddie freddy frederic frederick frederico frederik frederike frederikke frederique
fredi fredo fredric fredrick fredrik fredrika fredy freia freja freya fricis frida fridah fridolin
frieda friedbert friedemann frieder friedericke friederike friedhelm friedhilde friedhold friedl
friedlinde friedo friedrich frithjof frode frusina fryderyk fuad fulgencio fulvio furkan fuzuli
fylaret fylymon fylypp gabel gabino gabor gabriel gabriela gabriele gabrielius gabriella gabrielle
gaetano gagan gaida gail gaja galasso galina galip gamal gambo ganesh ganga gani ganim ganiye
gareth garima garrett garry gary gaspar gaspare gastone gathoni gatis gaurang gaurangi gaurav gauri
gaurika gautam gautami gavin gayathri gazel gbadebo gbolahan gbowoade geanina gebhard gederts
gediminas gedion geert geetika geir gelengul gelsomina gencaslan gencay genevieve genovefa genoveva
gentiana geoffrey geofrey georg george georgel georges georgeta georgiana georgina georgios gerald
geraldine geraldo gerard gerardo geray gerd gerda gerdi gereon gerfried gerhard gerhardt gerhart
gerhild gerlind gerlinde germana gerner gernot gerold gerolf geronimo gerrit gert gerta gerth gerti
gertraud gertraude gertraut gertrud gertrude gertrudis gervasio gerwin gesare gesche gesine getrude
ghaalib ghaazi ghada ghadir ghaffaar ghafoor ghaith ghaleb ghalib ghanee ghanem ghannam ghasaan
ghassan ghauth ghawth ghayoor ghazal ghazala ghazalan ghazanfar ghazanfer ghazawan ghazi ghazzal
ghenadie gheorghe gheorghita gherghina ghita ghiyaath ghiyath ghufran ghulaam ghulam ghunayn
ghusharib ghusun ghutayf giacinto giacobbe giacomo giada giampaolo giampiero giancarlo
gianfrancesco gianfranco gianina gianluca gianluigi gianmarco gianna gianni gianpaolo gianpietro
gibson gideon giedre giedrius giesela gilbert gilberto gilda giles gilles gillian gillis gilman
gintare ginyas gioacchino gioachino gioele gioffre gionata giorgia giorgian giorgiana giorgio
giosue giovanna giovanni girik girindra girish girolamo gisbert gisela gislinde gitau githinji
gitonga gitta gitte giulia giuliana giuliano giulietta giulio giuseppe giuseppina giustino gladys
glauco glenda glenn godfrey godofredo godtfred godwin goffredo gohar gokay gokbudun gokce
gokcebalan gokcil goken goknur gokperi goksev gokten goncafer goncalo gonen gonul gonzalo gopal
goran gordana gordon gorgunay gorklu gorsev gosta gote gotfred gottfrid gottfried gotthard gotthilf
gotthold gottlieb gottlob gozel gozem gracia graciana graciano graciela graeme grainne gratian
gratiana gratiela graziano graziella grazyna greca greco greger gregers gregoire gregor gregorio
gregory greta gretchen grete gretel grethe gretl grieta grigore griselda grzegorz guadalupe guarino
gucal gucluer gucyeter gudmund gudrun gudula guenter guenther guglielmo guido guilherme guillaume
guillermo guiomar guiseppe gulab gulaga gulay gulbani gulbeyan gulbiye gulce gulcegun guldam gulder
guldunya gulegen gulel gulenay guler gulev gulfaam gulfam gulfari gulfeza gulgen gulguzel gulhisar
gulinaz gulistan gulkadin gulluhan gulmisal gulnaziye gulozge gulsa gulsahin gulsalin gulselin
gulsen gulseref gulseren gulsevil gulshan gulsiye gulsu gulten gulter gulus gulzadiye gulzar
gumustekin gunar gunars gunaydin gunbir gunborg gunda gundel gunden gundhild gundi gundolf gundula
gunduzalp gunebakan guneet guneri guney gungordu gungoren gunhild gunilla gunita gunkurt gunn gunna
gunnar gunner gunsel gunsen gunser gunta guntars gunter gunther guntis guntram gunver gunvor
gurarda gurcuye gurelcem gurli gurpreet gursal gurten gustaf gustas gustav gustavo gustaw gusti
guusje guvercin guzey gwendolyn gyda gytis haagen haakan haakon haavard habib habiba habibe habibu
habibullah haciali hacile hadi hadia hadija hadil hadiya hadiza hadrey hafiz hafiza hafsa hafsah
hafsat hagar haidar haider haifa hailey haim hajar haji hakan hakikat hakim hakima hakon hala
halaktyon halenur haley halfdan halidun halil halim halima halina haliye haluk halvor halyna hamad
hamda hamdi hamed hamid hamida hamish hamisi hamiyet hammad hampus hamsa hamsini hamzah hamze hana
hanaa hanad hanadi hanan hanane hanbiken hanedan hani hanifa hanife hanim hanin hanna hannah hannan
hannchen hanne hannele hannelore hannes hanni hannibal hanno hanns hanny hansgeorg hansigne hansine
hansjoachim hansjorg hansjurgen hanspeter hanss hansultan haralamb haralambie harald harbinaz
hardik harding harijs harinakshi harini haris harish harita hariz harly harnail harold haroldo
haron harri harriet harrison harro harry harshil hartmut hartmuth hartvig hartwig harun haruna
harvey hasan hasbek hasgul hashem hashim hasib hasiba hasim hasina hasna hasret hassan hasse hasso
hatem hatice hatin hatun hauwa havali havard havryla havrylo havse hawa hawra hawraa hayali hayat
haydar haydee hayden hayel hayfa hayleigh hayley hayret hayrunnisa haytham hazeem hazem hazim
hazine hazrat heba hebah hedda hedeon hedevig hedvig hedwig hege heide heidelinde heidelore
heidemarie heiderose heidi heidrun heike heiko heimo heine heiner heinfried heini heino heinrich
heinz hekime hekmat hekmet helena helene helfried helga helge heliodoro helle hellmut hellmuth
helma helmar helmtrud helmut helmuth hemal hemang hemangini hemani hena hendrik henife hennadii
hennadyi henner henni henning henny henri henric henrieta henrietta henriette henrik henrike
henriks henrique henry heorhii heorhyi heracleea heraclio herasym herbert herberto herdis heribert
heriberto herlinde herloev herlov herluf herløv herma herman hermanis hermann hermenegildo hermine
herminia herminio hernan hernando herrmann herta hertha herwig hesbon hesham heyvetullah hezniye
hezron hiba hicham hicsonmez hidde hidir hifzullah hilal hilario hilary hilayda hilbert hilda
hildah hildburg hildegard hildegart hildegund hildegunde hilding hildur hillary hillevi hilma
hilmar hilmer hilmi hiltraud hiltrud hindal hinet hinna hinrich hipolito hiral hisham hitesh hiyam
hjalmar hjalte hjoerdis hjordis hjørdis hlafyra hoang hoda hodan holger hollie honore horacio
horatiu hordei hordii horea horia hortense hosea hoskadem hossein hostomysl houda howard hredhaan
hremyslav hritik hrvoje hryhorii hryhoryi huban hubert hubertine hubertus huda hudavent hugh hugo
hugues hukumdar hulda hulya humaira humberto humeyra humphrey hunalp huong hurdogan hurican hurmet
hurside huruyet huryasar huryi husam husein huseyin husmen husna husni husnuhal hussain hussam
hussein huzaifa huzuri iacob iain iakiv iakov iakub ian iancu ianis ianuaryi iarema iaropolk
iaroslav iaroslava iaryna iasmina ibaad iben ibidapo ibironke ibraaheem ibraheem ibrahim ibtihal
ibtisam ida idika idrees idris idriz idun iefrem ielysaveta ielysei ieremia ievhen ifeanyi
ifechukwu ifeoma ifrah iftikhaar iftikhar ifunanya ignacia ignacio ignacy ignas ignatz ignaz
ignazio igor igors ihab ihnat ihsaan ihsan ihtesham ihtiram ihtishaam ihtsham ijaya ijaz ikbal
ikenna ikeoluwa ikhlaas ikhlas ikraam ikram ikramah ikrimah ikshita ilaria ilarie ilarion ildefonso
ildiko ildiz ileana ilham ilhan ilias ilija ilinca illia ilmars ilona ilonka ilse ilyas imad imane
imants imaran imelda immanuel imran ina inaam inara inas inaya indali indira indra indrajit
indrikis ines inese ineta inez inga ingalill ingbert inge ingeborg ingeburg ingegard ingegerd
ingela ingelise ingelore ingeman ingemann ingemar inger ingerlise ingetraud ingetraut ingmar ingolf
ingrid ingrida ingried inguna ingvar ingvard inigo inioluwa inken inmaculada inocencio inocentiu
insaf intisar inunnguaq ioana ioanina ioannis iolanda ionel ionela ionelia ionica ionut iosefina
iosif iosyp ippazio iqbal iqra irena irene iretioluwa irfan iridenta irina irine irinel irma
irmantas irmela irmengard irmgard irmhild irmingard irmtraud irmtraut irmtrud irungu iryna isa
isaac isaack isabel isabela isabell isabella isabelle isac isack isaiah isaias isak isam isaura
iseoluwa ishaan ishani ishanvi ishaq ishita ishola ishrat ishwar isidor isidora isidoro isidro
isikay isiman ismael ismail ismat ismet ismik isolde isra israa issa issack issam istvan itaf
itziar iukhym iulia iulian iuliana iuliu iulyan iulyi iulyia iurie iuryi iustin iustina iustinian
iustym iustyna iuvenalyi ivalu ivan ivana ivanka ivar ivars iveta ivica ivona ivone ivonne iwo
iwona iyabode iyad iyadunni izaaz izabela izabele jaabir jaafar jabbaar jabbar jaber jabir jacek
jacinta jacinto jackie jackline jackson jaclyn jacob jacobine jacobo jacopo jacqueline jacques
jadranka jadwiga jafar jafet jaffer jagat jagdish jagrati jagvi jahan jahangir jahanzeb jahdami
jahdari jahiz jaime jairaj jairus jakob jakobine jakobs jakov jakub jalaal jalal jalees jalil jalsa
jamaal jamal jameel james jamie jamil jamila jamilla jamshed jamshid janaki janan janani jane janet
janeta janeth janett janette janice janin janina janine janis janja jankat janko janna janne janni
jannick jannie jannik jannis jano janos januja janus janusz janya japhet japheth jaqueline jari
jarlath jaroslav jaroslaw jaruthip jasem jasim jasin jasmijn jasmina jasminka jasmit jasna jason
jatin javan javed javid javier javiera jawad jawahir jayda jayde jayden jaylinn jayne jayson jazeps
jeana jeanet jeanett jeanette jeanne jeannette jeannine jebet jecinta jedidah jedrzej jeevika
jeffery jeffrey jehad jekabs jekaubs jelagat jelena jelle jelte jemimah jemma jemutai jenan jenaro
jenel jeniffer jenipher jenni jennie jennifer jenny jens jensigne jensine jepchirchir jepchumba
jepkemoi jepkoech jepkorir jepkosgei jeppe jeptoo jeremi jeremiah jeremias jeremy jerker jermaine
jeronimo jerono jerop jerotich jerry jeruto jerzy jes jesca jesper jesse jessica jessie jessika
jesus jesusa jette jezups jhalak jibril jihan jillian jim jimena jimmi jimmie jinan jinthe joachim
joacim joakim joan joana joann joanna joanne joaquim joaquin joaquina joash jobst jocelyn jochem
jochen jodie joel joelle joerg joergen joergine joern jogvan johan johann johanna johanne johannes
johans john johnathan johnna johnni johnnie johnny johnson johnstone jokubas jolanda jolanta
jolanthe jolene jolie jolijn joline jonah jonas jonatan jonathan jonathon jonna jonny joost joram
jordana jordi jordon jordy jorge jorgen jorgine joris jorn jorune jorunn josefa josefin josefina
josefine josep joseph josephat josephine josette joshua josiah josip josipa josko josphat josphine
josue josva jovan jovita joyce joyline jozef juan juana juanita juanito judi judith judithe juel
juergen juhani julian juliana juliane julianna julie julien juliet julieta juliette julija julijana
julijs julio julita julius juliusz junaid junes juozas juraj jurgen jurgita jurij juris jurre
justas justin justina justinas justine justus justyna jutta juwon jyoti jytte jørgen jørgine jørn
kaamil kaare kaarina kaashif kaazim kabeer kabir kabiru kachela kacper kader kadinana kadir kafeel
kahir kai kaitlin kaitlyn kaj kaja kajetan kajji kajsa kajus kalbi kaled kaleem kaleema kalevi
kalgay kalid kalina kalle kallystrat kalpit kamal kamala kamar kamau kamil kamila kamilia kamilla
kamma kamran kamya kanak kandef kanini kaniz kanpulat kapagan kapyton karaamat karabas karaca
karaer karakucak karam karan karanbay karani karanja karatas karcan kardelen kare kareem karen kari
karima karimi karin karina kariuki karl karla karley karlfried karlheinz karlijn karlina karlis
karlo karlukhan karna karol karola karolin karolina karoline karolis karsten kasam kashan kashif
kashish kashvi kasian kasif kasim kasimir kaspar kaspars kasper kassem kassim katalin katana
katarina katarzyna katcha kate katelyn katerina katharina katharine kathe katherina katherine kathi
kathinka kathleen kathrin kathrine kathryn kathy katica katie katja katrin katrina katrine katy
kausar kauthar kaver kavurt kavya kawkab kawthar kay kayagun kaygusuz kayit kayla kaylee kayleigh
kayrabay kaysan kazem kazim kazime kazimierz kazymyr kealan keano keelan keely keeva kefser keith
kelami keld kelechi kell kelli kellie kelly kelsey kemal kemboi kemuma kemunto kenan kendra kenedy
keneth kenn kennedy kennet kenneth kenni kenny kenter kenth kerem kerim kerime kerman kerri kerrie
kerry kerstin kerubo kestutis ketty kevim kevin keyaan kezban keziah khaalid khaan khadija khadijah
khadim khadra khaled khalid khalida khalil khamis kharlampyi kharyton khoma khrystofor khrystyna
khurram kiaan kian kiara kiarie kibar kibet kiera kieran kifah kifaye kikelomo kilian kilicbay
killian kilonzo kim kimani kimanzi kimathi kimberley kimberly kimeu kimutai kinel kingo kinuthia
kinyanjui kinyua kioko kipchirchir kipchumba kipkemboi kipkemoi kipkirui kipkoech kipkorir
kipkosgei kipkurui kiplagat kiplangat kiplimo kipngeno kipngetich kipras kiprono kiprop kiprotich
kipruto kipsang kiptoo kipyegon kira kiramettin kirat kirby kirsten kirstie kirstin kirstine kirsty
kirui kishwar kitan kivilcim kiyasi kizil kiziltunc kjeld kjell kjersti kjerstine kjestine kjetil
klaas klara klas klaudia klaus klavdiia klavdyi klavdyia klavs klemens klothilde klyment knud
kocabas kocak kockan koech koker koktas kolawole koldan koncagul kondrat kondratyi konguralp konon
konrad konradus konstantin konstantinos konstanty konstantyn konstanze kopan koray korbinian
kordula korede korinna korir korkmazalp kornelia kornelija kornelius kornyl korugan kosemen kosgei
kosisochukwu kostiantyn kosukhan kotryna kotuz kresten krestine kreszentia kreszenz kriemhild krish
krisha krishna krisjanis kriss krista kristaps kristence krister kristers kristi kristian kristiana
kristiane kristie kristijan kristin kristina kristine kristofer kristoffer kristopher krists
kristupas kristy kritika krystian krystyna krzysztof ksawery ksenyia kubran kuddusi kumar kumral
kunibert kunigunda kunigunde kuno kupryian kuria kursad kurt kurtis kutay kutgun kutun kuzma
kwamboka kwame kyalo kyano kyara kylie kyryll kyrylo labeeb labib lacey lacramioara ladislau
ladislaus ladli ladymyr ladyslav laeeq laerke laetitia lahiah laika laila laimonis laith lajita
lajla lajlaj laksh lakshit lakshmi lamberto lameck lamia lamis lana lando langat laoise laqeet lara
larisa larissa larry lars larsine larysa lascar lasse laszlo latasha lateef latif latifa latoya lau
lauge laura laure laureano laureen lauren laurence laurens laurent laurentia laurentiu laurenz
lauretta laurian laurids laurie laurine lauris laurita laurits lauritz laurynas laus laust lavanya
lavinia lavize lavrentyi lawrence layla layth lazar lazaro lazzaro lea leah leana leander leandra
leandro leanne ledun leela leena leia leif leigh leila leire lejf lekha lelia lena lenah lene
lenette lennart lennarth leo leocadia leocadio leokadia leon leona leonard leonardo leoncio leone
leonel leonhard leonid leonie leonor leonora leonore leons leontii leontin leontina leontine
leontyi leonyd leopold leopoldina leopoldine leopoldo leordean leroy lerze lesley leslie leszek
leticia leticija letitia letizia levi levin levis levko lewis leyla leyli leyre lezize liam liane
liban liberto libni licia lidia lidija lidwina lieke liene liepa liesa liesbeth lieschen liesel
lieselotte lieve ligia ligita liisa lili lilia lilian liliana liliane liliia lilija lilita lilli
lillian lilly limazah limon lina linah linas linda lindah lindhardt lindsay lindsey lindy linette
linn linnea linus lioara lioba lipika lisa lisandro lisanne lisbet lisbeth lise liselott liselotte
lisette lissi lissie lissy liubomyr liubosmysl liubov liubym liudmyla liva livia livingstone livio
liviu liwia liyaaqat liyaqat lizete lizette lizzi lizzie lizzy ljiljana ljubica ljudmila lloyd
lodovico logan lohit loice loida loise loke lona lonhyn lonni lonnie lorcan loredana lorelei lorena
lorentz lorenz lorenza lorenzo loreto loretta lorin lorine lorna lorraine lotfi lothar lott lotta
lotte lotti loui louie louis louisa louise lourdes lourenco lova lovis lovisa lovise lovre lovro
lowe luana luay lubna lucas lucentiu luchezar luchino lucho lucia lucian luciana luciano lucie
lucija lucila lucinda lucio lucretia lucretiu lucrezia lucy ludger ludmila ludmilla ludovic
ludovica ludovico ludvig ludwig ludwina lufen luigi luigina luis luisa luise luisina luitgard luiza
lukas lukasz luke lukian lukyia luminita lupita luqmaan luqman lutfi luzia luzie lydia lydiah
lydyia lynda lyndon lyndsay lyndsey lynge lynn lynsey lærke maahir maaike maajid maalik maanas
maanav maans maarit maarten maartje maawiya maazin mabad macarena macaria macario macauley macharia
macide maciej mackenzie madalena madalin madalina madani madara madeleine madelene madelief
madeline madhav madhavi madiha madison madiyan madlen mads madsine madyan maeve mafalda magarete
magda magdalena magdalene magdaline maggie magne magnus magrit mah maha mahad mahamed mahaz mahbeer
mahboob mahbub mahdee mahdy maheen maher mahfooz mahfuj mahfuz mahigul mahika mahir mahira mahja
mahmood mahmoud mahmud mahmut mahnaz mahsun mahter mai maibritt maiia maija maike maiken maimuna
maina maingi mairead mairtin maisa maite maja majbrit majbritt majdi majdy majed majeed majid
majida majken majvor makar makau makayla makeen makena makokha makori maksude maksur maksym
maksymilian maksymylian malachy malaika malak malcolm malek malena malene malgorzata maliha malika
malin malina mallory malou malthe malva malvina malwina mamen mamun manal manan manar manbir manda
mandrup mandy manfred manja manola manole manolo manon mansoor mansour mansurali mante manthan
manuela manuelita manya maram marcantonio marcela marcelina marcelino marcella marcelle marcello
marcelo marcheta marcia marcial marciano marcin marcio marco marcos marcu marcus mareen mareike
mareile marek mareks maren marfa marga margaret margareta margarete margaretha margarethe margarida
margaud margaux margherita margit margita margitta margot margret margrete margrethe margrieta
margrit marguerite marharyta mari maria mariah mariam marian mariana mariane marianela mariann
marianna marianne mariano maribel marica maricela maricica maricruz marie mariechen mariele
marieluise mariem marietta mariia marija marijan marijana marijn marika marilena marilyn marinela
marino marinus mario marioara mariola marion maris marisa marisela marisol marissa maristela marit
marita marite maritta mariuca marius mariusz marja marjan marjatta markas marko markus marleen
marlen marlene marlies marliese marlis marna maroof marta martha marthe marthine marthinus martim
martin martina martine martino martinus martirio martyn martynas marusia marvin marwa marwan mary
maryam maryan maryann maryanne maryia maryna maryse marzena masar maside masih masika masinde
masoud massimiliano massimo masume matas matea matei matej mateja mateo mateus mateusz mathea
matheo mathew mathias mathijs mathilda mathilde matias matija matilda matilde matin matiss matteo
matthaus matthew matthias matthieu matthijs matti mattia mattias matts matvei maud maura maureen
maurice mauricio maurilio maurine maurits mauritz maurizio mauro maurycy maximiano maximilian
maximiliano maximino maximo maxwel maxwell maynur maysa maysaa mayte mazen mazhar mazlum mbithi
mboya mbugua mburu mckenzie meabh meagan meaghan mechthild mechthilde mechtild mechyslav mecide
mecit medeja meera mefarettin mefharet mefodyi megan megha meghan meghana mehdi mehdiye mehmed
mehmet mehmetzahir mehrigul meibh meike meinhard meinolf meinrad meja mekhala melaha melania
melanie melchior melchor meleknur melih melihcan melikkan melina melinda melisa melissa melita
melitta melker melle melul melvin melvine melwin memili menfeat mengi menguc menisan meral merba
mercedes merche mercyline merdi meredith merel merete merethe meriam merijn merim mertel merva
mervan meryem meryeme merzuk meshack meshur mestur mesude mesut metha metin metinkaya metrine mette
meveddet mevludiye mevlut meyhanim mezide mia micael micaela micah micha michael michaela michaele
michail michal michala micheal micheala michel michela michelangelo michele micheletto michella
michelle michelotto midhat mie mieszko migle miguel miguela mihael mihaela mihai mihail mihels
mihin mihnea mihrab mihriye mik mika mikael mikaela mikail mikayla mikelis mikels mikhail mikkel
mikolaj mila milad milagros milana milay milcah milda mildred milena milica milka milkah milla
millicent milos milosz milou milton mimi mimmi mimouna mindaugas mindy minibe minik minna minodora
mio mioara miodrag mir mira mirabela mirah miran miranda miray mirbadin mircea mirco mirdza mireia
mirela mirella miriam mirja mirjam mirjana mirko miron mirona miroslav miroslaw miroslawa mirriam
mirta mirte mirthe miruna mirza mishat mislav misra mitali mitchel mitchell mitchelle mitesh mitica
mitrut miyesser mizhir mladen moa modesta modesto modris modupe mofifoluwa mogens mohamad mohamed
mohammad mohammed mohamud mohannad mohini mohsen mohsim mohsin moises mojisola mojisoluwa mokei
mokhtar mollie momanyi mona monalisa monica monicah monika monique monir monis monja montserrat
moraa morad moradeke morayo moreen morena morenike moreno morine moritz morolake morris morten
mosinmileoluwa mostafa mostapha mosunmola motunrayo mouna mounir mounira mourad moureen mourib
mourine moussa moyosore moysei mstyslav muarra mubarak mubetcel mucahit mucellib mucevher muchiri
muema mueni muferrih mufide mufit mugambi mugber mugdha mugendi mugur mugurel muhallil muhamad
muhamed muhammad muhammed muhammet muhannad muharrem muhazzim muhip muhiye muhsin muhyettin muiruri
mujde mukbile mukhtar mukhwana mukramin mukrume muktedir mulayim mulla mulwa mumbi mumin mumtaz
mumtaze muna munawar munene munezzer mungai munib munif munir munira muntaha munyao munyoki murad
murat muratcan muriithi murimi murit murithi muriuki murtadha murtaza musa musafet musaffa musau
musee musembi musemma mushtaq muslum mustafa mustapha musure musyoka musyoki mutai mutasim muthama
muthengi muthoka muthoni muthui mutie mutinda mutiso mutisya mutluhan mutua mutuku mutunga muturi
muvaffak muvahhide muveddet muzaffer muzdahir muzekker muzhir mwanajuma mwanamisi mwangangi mwangi
mwaniki mwanzia mwaura mwende mwendwa mwikali mwiti mykhailo mykhailyna mykhayl mykhei mykola
mykolai mykyta mylan mylen myles mylovan mylyi mylytsa myriam myron myroslav myrthe mytofan naadir
naail naajy naasih naasir naathim naazhim nabeeh nabeel nabhan nabi nabigh nabih nabiha nabil
nabila nachiket nacio nadeem nader nades nadeschda nadeshda nadezhda nadhir nadia nadiia nadim
nadin nadine nadira nadiya nadja nadra naeem nafasat nafees nafesa nafi nafii nafile nafis nafisa
nafula nagham naglis nahashon nahed nahid nahida nahla naia naiara naide naila naim naja najah
najair najam najat najeeb naji najia najib najiba najla najma najwa nakip naksh nakul nalan naliaka
namir nancy nandini nando nanjala nanna nanni naoimh naoise naomh naomi naomy napoleone narcisa
narciso nargis narhanim nariman narjes narkys naser nashwan nasiba nasim nasima nasir nasira nasiru
nasreen nasrin nassim nasuf natali natalia natalie nataliia natalija natalio natalja natan natanael
nataniel natasa natascha natasha natasja natasza nathalie nathan nathaniel natividad naveed naveen
navid nawaf nawal nayara nayef nayil nayna naz nazanin nazar nazaret nazario nazende nazidil nazif
nazifa nazih naziha nazik nazim nazimet nazir nazira nazli nazlihan nazlim nazmi ndegwa nderitu
ndirangu nduku ndunge ndungu nduta nebih nebiha necati necdat nechifor necilal necmettin necva
nedas nedda neelima neema nefaret nefiye nehemiah nehip neil nejdet nejla nekesa nela nelida nelima
nelli nellie nelly nenad neo neptun nerea nereida neriban nerijus nerim neringa nermin nesfe nesip
neslinur nesrin nete netra neval nevenka nevgin nevise nevsal nevsale neyran nezengul nezihi nezize
nganga ngari ngigi ngozi ngugi nguyen nhien niall niamh nicanor niccolo nichifor nichlas nichola
nicholas nichole nicholus nicki nicklas nickson nicky niclas nicoara nicodemo nicodemus nicodim
nicola nicolae nicolai nicolaie nicolaj nicolas nicolasa nicolaus nicole nicoleta nicoletta
nicoline nicolo niculina niculita nicusor nicuta nidal nidhi nidia nidra niels nielsine nienke
nieves nigel nigmet nihad nihai nihal nihan niharika nikita nikki niklas nikodem nikola nikolai
nikolaj nikolajs nikolaos nikolas nikolaus nikolina nikoline niksa nilcan nilda nilima nima nimrat
nina ninetta ninioluwa ninna ninthe nirgul nirja nisa nisha nisrin nitara nitesh nixon niyazi
niyilolawa nizar njagi njenga njeri njeru njiru njogu njoki njoroge njuguna nkiruka nnamdi nneka
noel noelia noelle noemi nojus noman nonna nonso noor noortje nora norah norbert norberto nordahl
norica norma normann normunds notburga nour nuala nudret nuh nuha nukaaka numan nura nural nuran
nuray nurbanu nurcan nurda nurdeniz nuretdin nurettin nurey nurgil nurhayet nuri nuria nurice
nuriyet nurkan nurmelek nursan nurseda nursim nurtac nurten nurullah nurveren nusrat nuyan nuzhat
nyaboke nyaga nyakundi nyamai nyambura nyanchama nyawira nydia nyfont nykandr nykanor nykodym
nykolai nykon nykyfor nykyta nynel nynke nyongesa nzioka nzomo obaid obanijesu obdulia obianuju
obinna oceane ochieng octav octavia octavian octaviana octavio octaviu oda odalis odalys odarka
odeline odette odhiambo odhran odika odkanli odongo oduor oeivind oejvind oerni oeshi oevli
oeystein oeyvind ofelia oganer ogechi ogooluwa ogulbas ogurata oguzman oisin oivind ojasvi ojvind
okanay okbay okechukwu okello okguclu okhrim okkas okoth oksana okseniia okseven oktiabryna
okturemis okturk okumu okyalaz ola oladare oladimeji olaf olajumoke olakunle olalla olanrewaju
olansile olasunmbo olav olavi oldag ole olegario oleksa oleksandr olena olga olgerts olgierd
olimpia olimpian olimpiu oline oliver olivia olivie olivier olivija oliviu oliwer oliwier olle olof
ololade olov oluchi oluf olufunke olufunmilayo olumorotimi oluoch oluwafemi oluwagbemiga oluwakemi
oluwamumibori oluwamuyiwa oluwasanmi oluwasegun oluwaseun oluwole olympyada olympyi omaca omair
omaja omar omari omeir omelian omer omisha omkaar omobobola omobolanle omodunni omolabake omolara
omondi omosalewa omotara omotayo omotola omotoun omowumi omran omriye oncel ondieki onesmus ongay
ongen onkar onofre onsal onufryi onuker onurcan onursu onveer onyango onyinye onysym oonagh opanas
opiyo oranli orazio orcin oreofe orest orestas oreste orfhlaith orfiye orgun orhan oriana orinder
orjan orkhyp orla orlagh orlaigh orlaith orlando ornella orni ortak ortansa ortrud ortrun ortwin
oryna orysia oryurek osama oskar oskars ossama ossian ostap ostromyr osunleke osvald osvaldo
osvalds oswald oswin otfried othilie othman othmar otieno otilia otilija otmar ottavio ottfried
ottilia ottilie ottmar otto ottokar ottomar ottone ousama ove ovidio ovidiu oviya ovli owais owen
owino owuor oxana oyenike oyindasola oymak oystein oyvind ozakan ozalpsan ozana ozansu ozaslan
ozbay ozbilek ozbilge ozcam ozdal ozdes ozdil ozdogdu ozerdinc ozertem ozger ozgun ozgur ozinal
ozioma ozkent ozkutlu ozlem ozokcu ozpetek ozpinar ozsozlu oztek ozturk ozudogru ozyurt paal pablo
pacifica padraic padraig padraigin pahal paige paker pakhom paksu pallavi palle palmira paloma
pamela pamfil panagachie panait panas pancho panfilo panfyl paninnguaq pankrat pankratyi
panteleimon paola paoletta paolo paramon paraschiva parfen paride parmen parsa parth parvez pascale
pascual pascuala pasqual pasquale pastora patric patricio patrick patrik patrizia patrizio patru
patryk paul paulette pauli paulica paulina pauline paulino paulius paulo pauls paulus pauric pavani
pavao pavel pavia pavlo pawel peadar pearce pearse peder pedro peggy pehlil pekka pekkan pelaheia
pelayo pele pelle pellegrino pembesin penelope penina peninah pepijn pepita pepito peren perinur
peris perla perlita permun pernilla pernille pervaiz pesent petar pete peter peteris peterson petra
petras petre petrea petrica petrine petrisor petro petrona petronela petros petru petrut petruta
phanice phelix phileine philemon philip philipp philippe philis phillip philomena phineas phuong
phylis phyllis pia piaras piedad pierangelo piergiorgio piergiuseppe pierina pierluigi piermaria
piero pierpaolo pierre piersanti pieter pietro pijus pilar piotr pippa pirahmet piran pirmin
placido platon plesu pleun plinio polina polly polykarp polyna pompeo pompilia pompiliu pomponio
poncio pontus pooja porfirio porfyryi potap poul poula pouline povilas povl pranav praneel pranit
praskovia pratyush preben preston primitiva primitivo prisca priscah priscila priscilla priscillah
prisha priska priya profira prokhir prokhor prokl prokofyi prudencia prudencio przemyslaw puccio
purcek purificacion pushti pylyp pymen qaadir qaasim qabeel qabil qadar qadeer qadim qahtan qais
qaisar qamar qanit qareeb qarin qaseem qasid qasif qasim qatadah qawee quadir quang qudamah quddoos
qudoos quincy quinten quinter quinty quique quirino qurban qusay qushi qutaybah qutub raaghib
raagini raahil raakin raamis raamiz raashid raatib rabab rabah rabar rabbaanee rabbani rabbiye
rabea rabecca rabee rabia rabiah rabih rabit rabiya rachael rachana racheal rachel rachelle rachid
rachit rachita radeke radha radhee radhika radia radmila radoslaw radovan raducu radvile radwan
radym radyslav raed raees rafael rafaela rafal rafan rafat rafay rafee rafeek rafeeq raffaele
raffaella raffaellino raffaello rafi rafia rafih rafik rafika rafila rafiq raghad raghav ragheb
raghib ragib ragna ragnar ragner ragnhild rahab rahat raheel raheem rahel rahim rahima rahiye rahma
rahman rahmet raif raimondo raimonds raimund raimundo rainer raisa raissa raivis rajaa rajab rajata
rajeshri rakide raksha ralf raluca ramadhan ramazan rami ramin raminta ramiro ramiz ramla ramon
ramona ramunas ramune ramzi rana ranbir randa randall randi randolf rani rania ranieri ranveer
ranya raouf raphael raphaela raquel rasha rashad rashid rashida rasim rasima rasma rasmine rasmus
rasul ratmyr ratybor rauf rayaan rayan rayla raymond raymund raysa raza razan razia razvan rebeca
rebecca rebecka rebekah rebekka rebihat recep recepali reda redha reece refet refik regan regina
reginald regine regitse regitze regnar regulo rehaan rehana rehema rehime rehyna reidun reimar
reimer reimund reina reinald reinaldo reine reiner reingard reinhard reinhardt reinhart reinhild
reinhilde reinhold reinholdt reinholt reinis remazan rembrandt remedios remigio remus renata renato
renee rengul renzo resulcan reuben revza reyansh reyes reyna reynaldo reza rezin rezzak rhian
rhianna rhianne rhiannon rhoda rhys riad riaz ricard ricarda ricardas ricardo ricards riccardo
ricciotti richard richardt rickard rickey ricky rico rida ridha ridhi ridwan rie rifat rifkiye
rigmor rihab riham rihana rihards rikard rikke riley rimante risalet rishi rita ritt ritta riuryk
riyad riziki rizwan roald robbie robby robert roberta robertas robertina roberto roberts robinson
robyn rocco rochus rocio rodah roderich rodgers rodica rodney rodolfo rodrigo rodyon rogelio rohaan
rohan rohat roise roisin rojnu rojus rokas roksana roksolana roland rolandas rolando rolands roldan
romana romanita romano romeo romina romolo romuald romualdas romulo romulus ron ronald ronaldo
ronan ronith ronja ronke ronni ronnie ronny roque rosalia rosalie rosalina rosalinda rosalinde
rosalva rosaria rosario rosaura roseanna rosel roselinde roseline roselyne rosemarie rosenda
rosendo rosie rosina rosita rosmarie rossana rostyslav roswita roswitha rotich rotraud rotraut
rouven roxana roxelana roy roya roza rozalia rozaliia rozalija ruairi ruari ruben rudi rudiger
rudite rudolf rudolfs rudolph rudra rufina rufino ruggero ruggiero rugile ruhi ruhide ruhsat
ruhugul rukia ruknettin rumeysa rune rupert ruperta ruperto ruqayya rushil ruslan rusne russell
rusul ruth ruthild ruwaihim ruxanda ruxandra ruzica ryan ryszard rytis saabir saad saada saadat
saadia saadiq saafir saahir saaiq saajid saalih saalim saanvi saaqib saariyah saba sabah sabahat
saban sabas sabatino sabbir sabeeh sabettin sabih sabiha sabihe sabil sabin sabina sabine sabiq
sabir sabit saboor sabri sabrina sabur saburah sacha sachi sada sadan sadaqat sadat sadeed sadek
sadeti sadi sadia sadik sadika sadiman sadiq sadittin sadiya sadiye saed saeed saeeda safa safaa
safdar safet safia safii safinaz safiya safta safura sagcan sagit sahar sahat sahdiye sahigul sahil
sahin sahinbey sahinder sahir sahmettin sahnuray sahra saida saidi saif saim saima sairah saire
saja sajeda sajid sajida sajjad sakib sakina sakip saksham salah salam saleem saleh saleha salem
salha salih saliha salik salim salima salimet salkin salma salman salome salomea salomon salud
salurbay salvador salvatore salvi salwa sama samad samah samahat samaksh samama saman samanta
samantha samar samarth samed sameh samesh sami samia samih samiha samim samina samir samira samiya
samra samson samuel samurtay samuyl samwel sana sanaa sanah sanavber sanaya sancak sancar sancho
sanda sandalio sandie sandis sandor sandro sandu sania sanita sanja sanjay sanli sanna sanne santa
sante santiago santino santos sanur sanya sanziana saoirse saood saqib sara sarah sardar sargin
saricabay sarina sarita sarmite sarpkin sarthak sarunas sarya sascha sasha saskia sathvik satia
satrettin sattar saturnina saturnino saulius saumu saumya savak savelyi saverio saveta savina savki
savni savva savvatyi sawsan sayan saydam saygin sayin sayrak sazime scott seamus seana seanan
seaneen seanna sebastiaan sebastian sebastiano sebastiao sebastien sebattin sebigul sebla secgul
secme sedat sedife sefer sefiye segilola segismundo sehamet sehel sehreban sehza sejda sekim
selaheddin selale selatin selcen selcuk selena selim selima selime selina selma selmin selvi
selyvan selyverst semat semender semenica semine semra semrin semsettin semsinisa sencar sendogan
seniha senkal sennur senol senta seona seracettin serafeddin serafina serafym serah serban serda
seref serena serezli serfinaz sergei sergej sergio sergiu sergius serhatmehmet serhei serhii serma
serman sernur serol serpil servinaz seth sevastian sevcan sevdi sevdinar severiano severin severina
severine severino severo sevgen sevginur sevican sevim sevindik sevket sevketfeza sevla sevsevil
seyda seydo seyed seyfullah seyhan seyithan seyyide sezal sezen sezginbas shaban shabbar shabnam
shadi shadia shadrack shafiq shafiqa shahida shahin shahla shahnaz shahrzad shahzad shaima shakil
shakila shakir shama shamal shamim shamsuddeen shane shania shanice shanna shannan shannen shannon
shari sharif sharifa shatha shaukat shaun shauna shauneen shaurya shawkat shawn shawna shayma
shazia sheena shehu sheila sheilah sheilla sheillah shekoni shelby shelia shelley sheree sheri
sherri sheryl shirin shirley shivani shivansh shoaib shona shravya shuaib shukri sian sibel sibilla
sibille sibylla sidar siddharth siddika sidki sidonia sidra sidsel siegbert siegfried sieghard
sieglinde siegmar siegmund siegrid siegried siegrun siegward sif sifuna sigfred sigfrid sigfrido
sigfried sigge sigismund sigita siglinde sigmar sigmund signe sigrid sigrun sigurd sigvald sigvard
siham sijuade sikandar silan silanur silas silja silje sille silva silvana silvester silvestre
silvestro silvia silvian silviana silvija silvio silviu simao simas simen simeon similoluwa simin
simina simion simisola simiyu simon simona simonas simone simonetta simten sinaida sinan sinasi
sindre sinead sinica sinisa sintija siobhan siofra siper sirap siri sirin sirivan sirriye sisse
sissel sittik sivert sixten siylihan sjoerd skaidrite slavica slavko slawomir slobodan smaranda
sneha snizhana snjezana socorro soeren soerine sofi sofia sofian sofie sofiia sofiya sofon sofron
sofus sofyia sohrab sohret sokmen sokrat soledad solma solomiia solveig solvej solvejg solvita
somadina somtochukwu sonad songul songurkan sonia sonja sonke sonnur sonya sophia sophie sophus
sophy soraia sorana soraya sorcha soren sorin sorina sorine sosimo souad souheil souma soumaya
sowande soydaner soykan soykut soyler soyselcuk sozer spartak speranta spyrydon stacey stacie stacy
staffan stana stanca stancu stanislaus stanislav stanislavs stanislaw stanley stanymyr stanyslav
stavros steen stefan stefana stefani stefania stefanie stefanija stefano steffan steffen steffi
stefica steinar stelian steliana stellah stellan steluta stepan stephan stephane stephen stephene
sterre stewart stian stijn stilla stina stine stinne stjepan stoian stuart sture suad suayp subhan
subomi subutiye sucaettin sudiksha suha suhad suhaib suhail suhaila suhair suhani suheyda sukri
sukru sukufe sulaiman sulayman suleiman suleyla suleyman sulhi sultane sumaira sumaya sumayya
sumerya sumeyye sunay sundus sune sunel suner suphi surayya susam susan susana susanita susann
susanna susannah susanne susie sussanne susse sussi sussie suvari suzana suzanne suzer svante svea
svein sven svend svenja svenning sverre svetlana svetozar sviatopolk sviatoslav sviatoslava
svitlana swaleh swantje swetlana sybilla sybille sydor syed syhyzmund sylantyi sylivia sylke
sylvana sylvester sylvestr sylvia sylvie sylvio sylwia symon synklytykyia synnoeve synnove synnøve
szymon søren sørine taahaa taahir taalib taamir taanish taariq taban tabassum tabea tabish tabitha
taciddin tacnur tadas tadeen tadeo tadeusz tafazal tagangul taghrid taha tahani tahaw tahawwur
taheem taher tahir tahira tahmaseb tahmeed tahmid tahmina tahoor tahseen tahsin taial taiba taimur
taisir taj tajammal tajammul tajudinn tajus talal talat talayer taleb talha talhah talib talibe
tamam tamanna tamara tamaydin tamim tammie tanak tanay tanbay tandogdu tangul tanhan tania tanimu
tanir tanish tanja tanmayi tanpinar tanses tansev tansig tanveer tanvi tanya tanyolac tanyu tanzila
tapani tapio tarak taranci tarek tareq tarfaan tarik tariq tartis tasar tasha taskan tasnim tassilo
tasvir tatiana tatjana tautvydas tawfik tawfiq tawkeel tayaydin taygan taylak taylor taysyia
tayyibe tayyip teber tecimer tecla teerth tejas tejs tekbay tekecan tekiner tekla teknaz teksoy
telemaco telim telmo telse temidayo temime temirhan temistocle temizkal temucin tenis tenna tenvir
teobaldo teodor teodora teodoro teodors teodosia teodosio teofil teofila teofilo teohari teona
tercan terence terentyi teresa terese teresia teresiah teresita tereza terezija terje terlan
terrance terrence terri tessa tetiana teybet tezcan tezol thaddaus thanh thea theda theis thekla
theo theobald theodor theodora theodore theodoros theophile theresa therese theresia thibault
thibaut thierry thies thijmen thijn thijs thilde thilo thoeger thoger thomas thomine thora thoralf
thorben thorbjoern thorbjorn thorbjørn thore thorkil thorkild thormod thorsten thorvald thue thure
thyge thyra thøger tiago tiarna tiarnan tiberia tiberiu tibor tiburcio ticen tiegan tiernan tiffany
tigin tijmen tilda tillmann tilly tilman tilmann timea timmy timo timotei timoteo timothee timurtas
tina tinal tinca tincuta tindra tinna tirdad tirza tishk titas titilayo titus tiziana tiziano
tobias tobiasz toby todor togan toker tokoz toktug tokunbo tola tolonbay tolulope toluwanimi tomas
tomasa tomasz tomislav tommy tomori tomurcuk tonguc toni tonia tonicha tonino tonje tonni tonny
tonya topuz toralf torben torbjoern torbjorn torbjørn tord torel torgny torhan toribio torill
torkild torquato torsten tova tove tracey traci tracie tracy traian traude traudel traudl traugott
traute travis trevor tricia trine trini trinidad tripti tristan triveni triya troels trofym trokhym
trond trude trudel trudi trung tryfon tsuma tudor tudora tudorita tudosia tugcan tugce tugrulhan
tugtas tukelalp tulay tulin tullio tulun tumer tumkurt tunahan tuncboga tunckilic tunguc turabi
turcan turcein turgut turid turkalp turkan turknur turvi tutkucan tutkun tuulikki tuva tuyug tuzeer
tuzenur tverdyslav tvorymyr tycho tykhon tyler tymofei tymofii tymon tymoteusz tymur tyra tyrone
tyson ubaadah ubadah ubah ubaid ubaidah ubaldo ubayd ubaydullah uberto ubeydullah ubika ucbeyi
ucchal ucgul uchenna udant udarsh udeen udyati uffe ufukay ugolino ugurkan ugurtan uhban ujunwa
ulakbey uldis ulf ulfat ulfet ulian uliana ulises ulkudes ulkum ulla ullrich ulrica ulrich ulrik
ulrika ulrike ulrikke uludag ulugbey uluman ulutay umaarah umair umang umar umberto ummahan
ummahani umman ummet ummuhan umray umusan umutcan unlen unnati unni uno unsever unubol upadhriti
upasna upkaar uraltay urbano urfettin urhan urishilla urper urrab ursel urszula urvashi usama usame
uschi ushan usman ustun ustym ustyn utkarsh utkucan uwe uyanser uygun uzbay uzma uzsoy vacibe vadim
vadym vafir vagn vagner vahar vahittin vaida vaidas vaishnavi vakare vakris valary valborg valda
valdemar valdis valentijn valentim valentin valentina valentyn valentyna valeri valeria valerie
valerii valerij valerio valeriu valero valeryi valeryia valeska valija vallary valther vamakshi
vanda vanesa vanessa vanja vansha vanya varenya varfolomei varfolomii vargin varlaam varlik varsha
varvara vasana vasare vasatika vasco vasile vasilica vassilios vasudha vasyl vasylyi vasylyna
vasylysa vatslav vaysal vecide vedant vedat vedhika vedika vedran veerle vefia vegard vejune
velitdin velma velta velymyr venancio venceslas vendela venedykt venera veneranda veniamin
veniiamyn venyamyn vera verde verena verim verner vernon veronicah veronika veronique veronyka
vesna vezat vezrife viacheslav vibeke vicenta vicente vicentia vicentiu vicki vickie vicky victoire
victor victoriano victorino vidal vidar vidhi viesturs viggo vigilija vihaan viktor viktoria
viktoriia viktorija viktors vildane vilfred vilgot vilhelm vilhelmina vilhelmine vilis vilius
villads villiam villum villy vilma vilmer vilnis vilte vilums vinaya vincent vincentio vincentiu
vincenza vincenzo vineta vinicio vinko vinni vinnie vinzenz viola violeta violetta viorel viorela
viorica viraj virgilio virginie viridiana visarion visitacion visti visvaldis vitali vitalii
vitalija vitalis vitor vitoria vittoria vittorio vitus vivaan viveka vivi vivian viviana viviane
vivianne vjekoslav vladelina vladimir vladislavs vladlen vlado vladylen vladymyr vladyslav vlaicu
voichita voicu voldemars volker volkhard volkmar volmer volodymyr volodymyra vrinda vrishti vritti
vsemyl vseslav vsevolod vyanjana vykentyi vyktor vyktoryia vyktoryn vysheslav vyssaryon vytalyi
vytautas waahid waail waajid wachira wadad wadee wadood wael wafa wafaa wafeeq wafika wafiq wafula
wagner wahab wahban waheed wahhaab wahhaaj wahib wahid wahida waida wainaina wairimu wajid wakeeta
walaa walburga waldemar waldtraut waleed walentina walfried wali walid walli walther waltraud
waltraut waltrud wamalwa wambua wambugu wambui wanda wangari wangila wangui wanja wanjala wanjiku
wanjiru wanjohi wanyama wanyonyi waqar waqas warda warhi warinder warjas waseem washington wasim
wassim watika waweru wayne wazir weddy weena wekesa weldon wenche wencke wendelin wendy wenke
wenzel werner wesam wesley wesonga wessel whitney wibke widad widisha wiebke wieland wieslaw
wigbert wiktor wilfred wilfredo wilfried wilfriede wilhelm wilhelmina wilhelmine wille willem
willfried willi william willibald willibert willis willy wilma wilmer wilson wiltrud winfred
winfried winni winnie winny wisam wishi witold wladimir wojciech woldemar wolfgang wolfhard wouter
wriddhish wridesh wuraola wyatt wycliff wycliffe xalak xaver xavier xenia ximena xiomara xobeen
yaaseen yachana yadavi yadid yadigar yafir yaghnam yagin yagizkurt yagnesh yahsi yahsikan yahvi
yahya yahyaa yaiza yakub yakup yalazabay yalgin yalin yaltirak yaman yamar yameen yamin yamina
yamini yan yanki yannick yaqeen yaqoot yaqub yargi yasaar yasamin yasan yasar yasattin yaseen
yasemen yasemin yaser yashasvi yashawini yashem yashica yashoda yashodhara yashvi yasin yasir
yasmin yasmina yasmine yasser yassin yassine yassir yasti yatan yathrib yatin yauvani yavuz yawar
yawer yayak yazan yazeed yazganalp yazgul yda yejide yekbun yekda yelesen yeneral yepelek yeraz
yergha yertan yesenia yesica yesil yesoob yessica yetisal yetunde yevhen yewande yhnatyi yigit
yildir yildiz yilma yilmaz yinthe ylaryon ylva yngve ynnokentyi yochana yolal yolanda yonas
yonetmen yonis yoruc yoshita yosma yosyf younas younes yousef yousif yousra youssef ypatyi yppolyt
yraklyi yrayda yrsa yryna ysydor yucel yucelen yulia yumun yunis yunus yurdanur yurdaser yureed
yurtguven yurtseven yurttas yusef yusra yussuf yusuf yutika yuvraj yvanna yvette yvonne yziaslav
yzmayl zaafir zaahid zaahir zaakir zabir zablon zacarias zacharia zacharias zacharie zachary
zackariya zaeem zafar zafeer zafir zafrul zahaar zaharia zaheer zaher zahfer zahia zahid zahida
zahir zahra zahraa zahri zahrun zahur zaid zaida zaim zain zaina zainab zainabu zaineb zaira zaitra
zakaria zakariya zakayo zakhar zaki zakia zakir zaliha zamfir zamfira zamir zamzam zanis zansi
zarar zaraza zarifa zarna zashil zauqi zaweel zayan zaynab zayyan zayyir zbigniew zdenka zdravko
zeba zebirce zehaan zehnia zehra zehranur zeina zeinab zeineb zekayi zelha zeljka zeljko zelma
zemyna zemzem zenia zennun zenobia zenon zenovia zenta zerafet zerdad zeride zevlude zewad
zeynelabidin zeynep zeyno zhang zhanna zia ziad ziba ziedonis ziggy zigrida zihni zilfa zilmil
zimran zinal zinat zinnure zipporah zivile ziyad ziyaettin zlatko zlatoslava zoe zofia zohra
zohrehan zoltan zoraida zoral zoran zorian zorka zosyma zubaida zubair zubeyde zufer zuhair zuheyla
zuhra zulbiye zulfiqar zulfuye zulgarni zumre zuwayhir zvonko zygimantas zynayda zynovii zynovyi
øivind øjvind ørni øvli øystein øyvind
"""
"""Names and nothing else."""
WITH_A_CAPITAL = """
aadi aaus abbi abby abed abha abid acar ada adak adal adan adem aden adler adya afer agne agner
ahap ahat aiga aija aime aine akar akay ake akoz akym ala alaz alba aldo alec alf alfons alin alix
alka alla amac amber amie amin amir amol amon amos amre amza anay anca anda angela angelica anka
annalise ansh anto anvi anya aral aran argu ariel arild arin arnd aroa arya ase asha aud aurora
avni awan ayah ayan azar baba bailey bali bara barr barry beau bedi begum bela benn bent bett bibi
billy bina blake blas boaz bobby bodo boline borge brandy brit burc caga carol carter cato chad
chau chus chuy ciro clarence clement clive cloe cody cole colin colleen colm cora cory crin cruz
curt daan dahlia daisy dalton deha demi derrick dewi diane dick dida dinu diya donna doru ducu duje
duro duuk ea earl ebony edda efil efym egle ehan ehor ekta elaf elba elfi elif elke elmo eloy else
elza emal emer emin emis emmi emyl enda enno enya enzo eoin eral erem erica erika erin eris erol
eroz eryn esim esna espen etta euan evde eve evert evie ewan ezio ezra faas fami fanny fares fay
faye febe feza fie fien filippa fito florin foka folu foma fran frits fritz frol fuma gabi gaby
galo gelu gema gemma gene gero gesa geta geza gian gica gicu giel gijs gina gino gisa glen gloria
goda goli gorm gotz goyo graham greg gregg guldborg gunnel guus gyte hajo hami hamza heather hector
hedi hedy helen helmer hema heva hilde hleb hlib hui iara ib iban idik iesa ieva igne ihor ijli
iker ilan ilga ilgi ilie ilja ilka ilze iman imke immo imre indy inna insa inta ioan iona iris irmi
irya isha isin isis iver ivka ivy iwan jaan jabr jack jade jael jahm jake jan jana jann jared jarl
jasmin jasmine jasper javi jay jean jeet jeff jele jena jenna jerome jess jill jimmy jiri joao jodi
jody joe joep joey jon jorg jort jose josef josh joso jost jozo jude judy jula julia juma jure juri
juul kala kane kara karim karp kati kazi keji ken kent keri kete keya khan khoa kike kiki kirk
kitty knut kori kornel kyan kyle kyra laiq lale lalo lambert lance lavr leja leke leni lenn liba
lica lila lill lillemor lilo lily linea linh liss liz liza lize lizz loek loes lois lola lolita
lone loni lopa lora lori luca luce luka lulu luna lupe lutf luuk lynne maaz mahdi maia maik majd
maks malik malte manu marc marcel margarita marina marine marten mato mats maya maza meda mees mei
meik mick mijo mike mille milo mina minh molly morgan mugo muia muli mumo nadr naib naima nair nana
naom nasser nath naud naum neel neha nelson nelu nestor newton nick nico nicu nida niek nika niko
nili nilo nils nino nis nivi njue noa noah norman noud nout nuno nur nuru nyna nynne oana obed oget
ogus ojas olca oleh oles olfert olha oloo olus omur omya onat onel oran orik oruc oscar osha osman
osten osyp otay ouma ovun owe ozay ozel ozge ozlu paco parker pascal patrice patricia patty paula
paye penny pepe pero perry petr petter phoebe phuc pierce pina pius prov qadi qaim qani qays quinn
qutb rabb rabi rada radi radu rael rafa raja ralph rama randy rasa rashed raul ravi ray razi reagan
reem regner relu remo remy rena renate reni resi reva rian rica rick rigo rima riya riza robin
roger roko rolf romy rono roos rory rosemary rosi rosl ross rowan rud ruta ruza ryte saal saar saci
sair sali sally sammy samu sander sandra sani sapa sasa saul sava sayed scot sean seda sefi seha
sejer senn sepp seve seye shah shahid shaker shams sharon shea shelly shem sherif sherry sidse siem
sila sime simi sina siti siya sondre sonny spencer stan stef stein stela stella stephanie steve
steven suat sudi sue sultana susi suus suze swen syla taaj tade tai tami tammy tanner tara tatu ted
teddy teea tere terry tess teun tevs theres thom thor thuo thuy tijn tijs tilde tilo timm timothy
tine tino tito todd toki toma tomo tono tony tora troy tule twan tygo ubay ucan uche ugan ugne ugur
unal unek upma urmi ursula urte urvi uzer vala valentine valter vega veis veit veli veronica veta
victoria vigo vija vilde vince violet vita vito vlad vlas vyte wafi wahb wally walter warren wei
wera willie wout wulf xavi xin xiti xiu xuan yafi yago yara yash yfke yhor ying ylia yoom ypat ysai
yunt yvan yves yzot zach zahi zaib zane zarina zeki zeno zina zita zoey zoia zora
"""
"""Names where they are written with a capital: else words."""
WORDS_TOO = """
adel amr andre andres ane angel anis anker april aske august bader baker balsam ban basil ben bill
bin birk bitten blessing bo bob boege boeje boge boje bror bue bøge bøje chase comfort crystal dag
dale dan dawn dean destiny diamond dines duke ebbe edit emir faith find fjord folke frank fred
frede grace grant gro gry gun guy hagen hans hardy hazel hind holly hope hunter islam jihad joy jul
jun june juni junior just kamel kit kristen lage lama lee li line lis liv lo love lucky lykke magna
maj manna manuel mark mason max may melody mercy meta mine moses muslim my nada nadir nail nanny
nova odd patience paw peer per prudence raid ramadan rand raven rehab rene rim roar roman rosa rose
rut saber saga said sam samer sandy sejr sheikh silke sine siv skjold soes sol sos sten stig
strange sultan sura sys søs tage tamer thi tim toke tom tone tor tore trier tuba tue ture urban van
vang vibe vide viking ville wail will wolf
"""
"""Words that begin a sentence too: names only where a person is meant."""
