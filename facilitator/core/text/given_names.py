"""Given names, folded, in small letters: made by scripts/given_names.py.

Names from DaCy (Apache License 2.0), which has them from Danmarks Statistik (2021) and from
Meldgaard, "Muslimske fornavne i Danmark" (2005), and from Faker (MIT License). The licences stand
beside this file, in given_names.LICENSES.txt.
"""

from __future__ import annotations

NAMES = """
aabjoern aabjorn aabjørn aage aake aalim aamer aamir aaron aasa aase abbas abbie abd abdalla
abdallah abdel abdelkrim abdi abdilahi abdimalik abdiqani abdirahman abdirashid abdo abdou abdul
abdulahi abdulaziz abdulhakim abdulhamid abdulkadir abdulkarim abdullah abdullahi abdulqadir
abdulrahman abel abelone abida abidin abigail abir abjoern abjorn abjørn abraham abrar abu abubakar
adam adda adeel adela adele adelheid adham adib adiba adil adila adnan adolf adolph adrian adrianna
afaf afif afifa afnan afrah aftab afzal agathe agda agha agnes agneta agnete agnethe agnieszka
ahlam ahmad ahmed ahmet ahsan aicha aida aiman aimee aina aisha aishah ajmal akbar akhtar akif akil
akram aksel alaa aladdin alan albert alberte albertine alberto albin albrecht alejandro aleks
aleksander aleksandra alex alexander alexandra alexis alfred alfrida algot ali alia alice alicia
alim alina alis alisa alison alissa aliya allan alma almas almasa altaf alva alvar alve alvilda
alvin aly amaal amadeus amal amalia amalie aman amanda amani amanullah amar ameer amelia amelie
amina aminah amira amjad ammar amna amr amra amro amy ana anas anastazja anders andrea andreas
andrew andrzej andy anees anette angelika angelina angelo aniela anika anine aniqa anisa anita
anitta anja ankjaer ankjær ann anna anne anneli annelie annelise annemarie annemette annette anni
annica annie annika annikki annine anny ansar ansgar antero anthon anthony antoinette anton antoni
antonia antonie antonio antonius antony anwar apolonia aqil aref arif arifa arkadiusz arkan arly
arne arno arnold aron arshad arslan arthur artur arvid arwa arzu asa asaad asad asadullah asaf
asbjoern asbjorn asbjørn aseel asem asger asghar ashfaq ashleigh ashley ashraf asil asim asima asir
asiya aslan asma asmaa asmus asra assar assia asta aston astrid ata atef atif atifa atika augusta
auguste augustinus aurelia awad awatef axel aya ayat ayda ayman ayoub ayse ayub ayuub azad azam
azhar azim aziz aziza azmi azra azza babar badr baha bahaa bahar bahia bahra bahram baki banu
barbara barbro bartek basel basem bashar bashir basim basima basir basma bassam bassem bastian
batoul batul bayan beata beate beatrice belal belinda bella bendix bendt benedicte benedikte bengt
benjamin benno benny bente benthe benyamin berit bernard berndt bernhard bernhardt bernt bert berta
bertel bertha berthel bertil bertram beth bethan bethany betina bettina betty beverley bianca
bianka bilal billal birger birgit birgith birgithe birgitta birgitte birte birtha birthe bjarke
bjarne bjoerg bjoern bjorg bjorn bjørg bjørn blanka bodil boe boel boerge bolethe bolette boris
borje borris borys bothilde boye bradley brahim brandon brenda brett brian brigitte brita britt
britta bruce bruno bryan bunyamin burhan bushra børge błazej caecilie cajsa callum cameron camilla
camille carin carina carl carla carlo carlos carly carmen carola carole carolin carolina caroline
carolyn carsten caspar casper cassandra catarina catharina catharine catherine cathrine catrin
catrine cecilia cecilie celina celine cemal cezary charlene charles charlie charlott charlotta
charlotte chelsea cheryl chloe chresten chris christa christel christen christence christer
christiane christin christina christine christofer christoffer christopher cirkeline claes claire
clara clare clas claudia claus clavs clifford conni connie connor conny conor conrad constance
cornelia cornelius craig cristina cyprian cæcilie dagmar dagmara dagny dahir dalal dalia dalila
damian damien damir dana dani daniel daniela daniella danielle danni danny dante daoud dara daria
dariusz darren daud david dawid dawood debora deborah debra declan denis denise dennis derek
desiree diana didde dima dina dinah dion ditlev ditte dominic dominik donald dora doris dorit
dorota dorothea dorothy dorrit dorte dorthe dorthea douglas duaa duha duncan dunia dunya dusine
dylan dyveke ebba ebrahim ebrima eddie edel edgar edith edmund edna eduard edvard edvin edward
edwin eggert egil egon ehab ehsan eigil eileen eiler eilif einar einer eira eirik eivind eivor ejaz
ejgil ejgild ejler ejlif ejnar ejner ejvind elaine eleanor elena eleonor eleonora elfrida elgaard
eli elias elin elina eline elinor elis elisa elisabet elisabeth elise eliza elizabeth ella ellen
elli ellie ellinor elliot elliott ellis elly elma elmer elna elo elof elsa elsebeth elsie elsy
elton elva elvin elvine elvira elvis elvy elzbieta emad emanuel emelie emil emilia emilie emilio
emily emine emma emmy emran ena enar enevold engelhardt engla enok erhard erhardt eric erich erik
erland erling erna ernest ernst eryk esa esben eske eskil eskild esmarelda estelle ester esther
estrid ethel eugen eva evald evan evelina evelyn evy ewa ewald ewelina eyvind fabian fadel fadi
fadia fadil fadila fadl fadwa fahad fahd fahim fahima fahmi faik faisa faisal faiz faiza falah
farah faraj farha farhad farhan farhat farid farida faris farouk farrukh faruk farzana fateh fatema
fatemah faten fathi fathia fatih fatiha fatima fatimah fatin fatma fatuma fawaz fawzi fawzia fayez
faysal fayza fazil fazli felicia felix feras ferdinand ferhat fethi fida fikri filip finn fiona
firas flemming florence folmer fouad frances francesca francis franciska franciszek franck frands
frans frants frantz franz freddie freddy frederick frederik frederikke fredric fredrik fredrika
freja freya frida frieda friedrich frithjof frode fryderyk fuad furkan gabriel gabriella gail gaja
gamal gani gareth garry gary gavin geert geir geoffrey georg george georgina gerald geraldine
gerard gerd gerda gerhard gerhardt gerner gert gerth gertrud ghada ghadir ghaleb ghanem ghassan
ghazal ghazala ghazanfar ghazi ghulam gillian gillis gisela gitte glenn godtfred goran gordon gosta
gote gotfred gottfrid gottlieb graeme greger gregers gregory greta grete grethe grzegorz gudmund
gudrun gulistan gulshan gulzar gunborg gundhild gunhild gunilla gunn gunna gunnar gunther gunver
gunvor gurli gustaf gustav gustaw gyda haagen haakan haakon haavard habib habiba habibullah hadi
hadia hadil hadiya hafiz hafiza hafsa hafsah hagar haidar haider haifa haim hajar haji hakan hakim
hakima hakon hala halfdan halim halima halvor hamad hamda hamdi hamed hamid hamida hammad hampus
hamsa hamzah hamze hana hanaa hanad hanadi hanan hanane hani hanifa hanin hanna hannah hannan hanne
hannele hannes hannibal hansigne hansine harald harding haris harly harriet harry hartvig harun
hasan hashem hashim hasib hasiba hasim hasina hasna hassan hasse hatem hatice hatun havard hawa
hawra hawraa hayat haydar hayfa hayley haytham hazem hazim heba hebah hedda hedevig hedvig hege
heidi heine heino heinrich heinz hekmat helena helene helga helge helle helmut helmuth hena hendrik
henning henny henri henric henrietta henriette henrik henry herbert herdis herloev herlov herluf
herløv herman hermann hertha hesham hiba hicham hilal hilary hilbert hilda hildegard hilding hildur
hillevi hilma hilmar hilmer hilmi hinna hisham hiyam hjalmar hjalte hjoerdis hjordis hjørdis hoda
holger hollie hossein houda howard hubert huda hugh hugo hulda humaira husam husein huseyin husna
husni hussain hussam hussein iain ian iben ibrahim ibtihal ibtisam ida idris idriz idun ignacy igor
ihab ihsan ijaz ikhlas ikram ilham ilhan ilias ilona ilse ilyas imad imane immanuel imran ina inaam
inas ines inez inga ingalill inge ingeborg ingegard ingegerd ingela ingelise ingeman ingemann
ingemar inger ingerlise ingmar ingolf ingrid ingvar ingvard insaf intisar iqbal iqra irena irene
irfan irma isa isaac isabel isabell isabella isabelle isac isak isam ishaq ishrat ismael ismail
ismat isra israa issa issam itaf ivan ivar iwo iyad jaafar jabbar jaber jacek jacob jacobine
jacqueline jafar jahan jakob jakobine jakub jalal jalil jamal james jamie jamil jamila jamilla
jamshed jamshid janan jane janet janice janina janna janne janni jannick jannie jannik jano janus
jari jasem jasim jasin jasmina jason javed javid jawad jawahir jayne jeanet jeanett jeanette jeanne
jeannette jedrzej jeffrey jehad jemma jenan jennie jennifer jenny jens jensigne jensine jeppe
jeremi jeremy jerker jerry jerzy jes jesper jessica jessie jette jibril jihan jim jimmi jimmie
jinan joachim joacim joakim joan joanna joanne jodie joel joergen joergine joern johan johann
johanna johanne johannes john johnna johnni johnnie johnny joline jonas jonatan jonathan jonna
jonny jorgen jorgine jorn jorunn josefin josefina josefine joseph josephine joshua josva joyce
jozef juan judi judith judithe juel juhani julian juliane julianna julie julita julius juliusz
junaid junes jurgen justin justina justyna jutta jytte jørgen jørgine jørn kaare kaarina kacper
kadir kai kaj kaja kajetan kajsa kaled kalevi kalid kalina kalle kamal kamil kamila kamilia kamilla
kamma kamran kaniz karam kare karen kari karima karin karina karl karla karlo karna karol karolina
karoline karsten kashif kasim kaspar kasper kassem kassim katarina katarzyna katcha kate katharina
kathe katherine kathinka kathleen kathrine kathryn katie katja katrin katrine katy kausar kawthar
kay kayleigh kazem kazim kazimierz keith keld kell kelly kemal kenn kennet kenneth kenni kenny
kenth kerem kerim kerry kerstin ketty kevin khadija khadijah khadim khadra khaled khalid khalida
khalil khamis khurram kian kieran kifah kim kimberley kingo kira kirsten kirstin kirstine kirsty
kishwar kjeld kjell kjersti kjerstine kjestine kjetil klara klas klaus klavs knud konrad konstanty
kornelia kresten krestine krista kristence krister kristian kristiane kristin kristina kristine
kristofer kristoffer krystian krystyna krzysztof ksawery kumar kuno kurt laerke laila lajla lamia
lamis lana lara lars larsine lasse latifa lau lauge laura lauren laurids laurine laurits lauritz
laus laust lawrence layla lea leah leander leanne leena leia leif leigh leila lejf lena lene
lenette lennart lennarth leo leon leona leonard leonardo leonhard leonora leopold lesley leslie
levi levin lewis leyla liam liban lidia liisa lili lilian lilli lillian lilly lina linda lindhardt
lindsey lindy linette linn linnea linus lisa lisbet lisbeth lise liselott liselotte lisette lissi
lissie lissy liva livia liwia lizette lizzi lizzie loke lona lonni lonnie lorentz lorenz lorraine
lotfi lott lotta lotte loui louie louis louisa louise lova lovis lovisa lovise lowe luay lubna
lucas lucia lucie lucy ludvig ludwig luis luise lukas luke luqman lutfi lydia lynda lynge lynn
lærke maans maarit maarten maciej madeleine madelene madiha mads madsine magda magdalena magdalene
magne magnus mah maha mahad mahamed maher mahir mahira mahmood mahmoud mahmud mahnaz mai maibritt
maiken maimuna maisa maja majbrit majbritt majed majid majida majken majvor maksymilian malaika
malak malcolm malek malene malgorzata maliha malika malin malou malthe malva malwina manal manar
mandrup mandy manfred mansoor mansour maram marcelina marcin marco marcus marek maren margaret
margareta margarete margaretha margarethe margit margot margret margrete margrethe mari maria
mariam marian mariana mariane mariann marianna marianne marie mariem marika marilyn marinus mario
marion marit marita marius mariusz marja marjan marjatta marko markus marlene marna marta marte
martha marthine marthinus martin martina martine martinus martyn marwa marwan mary maryam masih
masoud mateusz mathea matheo mathew mathias mathilda mathilde matias matilda matilde matin matteo
matthew matthias matti mattias matts maud maureen maurice mauritz maurycy maximilian maysa maysaa
mazen mazhar megan mehdi mehmed mehmet meja melania melanie melchior melih melina melissa melker
melvin melwin merete merethe meriam mervan metha metin mette mia micael michael michaela michal
michala michał michel michele michella michelle midhat mie mieszko miguel mik mika mikael mikaela
mikail mikkel mikołaj mila milad milan milla milton mimi mimmi mimouna minna mio mir mira mirah
miran miranda miriam mirjam mirza mitchell miłosz moa mogens mohamad mohamed mohammad mohammed
mohannad mohsen mohsin mokhtar mona monica monika monir morad morten mostafa mostapha mouna mounir
mounira mourad moussa mubarak muhamad muhamed muhammad muhammed muhannad muhsin mukhtar mulla mumin
mumtaz muna munawar munib munir munira muntaha murad murtadha murtaza musa mushtaq mustafa mustapha
nabi nabih nabiha nabil nabila nader nadia nadim nadira nadiya nadja nadra nafi nafisa nagham nahed
nahid nahida nahla naia naila naim naja najah najat naji najia najib najiba najla najma najwa namir
nancy nanna nanni naomi nargis nariman narjes naser nashwan nasim nasima nasir nasira nasreen
nasrin nassim natalia natalie natan natanael nataniel natascha natasha natasja natasza nathalie
nathan naveed navid nawaf nawal nayef naz nazanin nazif nazifa nazih naziha nazik nazim nazir
nazira nazli nazmi neil nejla nela nellie nelly neo nete nichlas nicholas nicki nicklas nicky
niclas nicola nicolai nicolaj nicolas nicole nicoline nidal niels nielsine nigel nihad nihal niklas
nikodem nikola nikolai nikolaj nikoline nima nina ninna nisa nisrin nizar noel noman noor nora
norbert nordahl norma normann nour nuh nuha numan nura nuran nuri nurullah nusrat nuzhat oda
odeline odette oeivind oejvind oerni oevli oeystein oeyvind ofelia oivind ojvind ola olaf olav
olavi ole olga olgierd oline oliver olivia oliwer oliwier olle olof olov oluf omar omer orjan orla
orni osama oskar ossian osvald othilie othman ottilia ottilie otto ousama ove ovli owen oystein
oyvind paal paige palle pamela patric patrick patrik patryk paul pauli paulina pauline paulus pavia
pawel paweł peder pekka pele pelle pernilla pernille pete peter petra petrea petrine philip phillip
pia pierre piotr pontus poul poula pouline povl preben przemysław qais qaisar qamar qasim rabab
rabah rabia rabih rabiya rachael rachel rachid radia radosław radwan raed rafael rafat rafał rafi
rafia rafik rafika raghad ragib ragna ragnar ragner ragnhild rahim rahima rahman raif raisa rajaa
rajab ralf ramazan rami ramin ramiz ramla ramzi rana randa randi rani rania ranya raouf rasha
rashad rashid rashida rasim rasima rasmine rasmus rasul rauf rayan raymond raza razan razia rebecca
rebecka rebekka recep reda redha reece regina regine regitse regitze regnar rehana reidun reimer
reine reinhard reinhardt reinhold reinholdt reinholt renee reza rhys riad riaz ricard richard
richardt rickard ricky rico rida ridha ridwan rie rifat rigmor rihab riham rihana rikard rikke rita
ritt ritta riyad rizwan roald robert roberto roksana roland ron ronald ronja ronni ronnie ronny
rosalie rosie rosita roy roya roza rozalia ruben rudi rudolf rudolph ruhi rune russell ruth ryan
ryszard saad saada saadia saba sabah sabiha sabina sabine sabir sabit sabri sabrina sada sadek sadi
sadia sadik sadika sadiq sadiya saed saeed saeeda safa safaa safdar safia safiya sahar saida saif
saim saima saja sajeda sajid sajida sajjad sakib sakina salah salam saleem saleh saleha salem salha
salih saliha salik salim salima salma salman salomon salwa sama samad samah saman samantha samar
samed sameh sami samia samih samiha samim samina samir samira samiya samra samuel sana sanaa sanah
sandie sania sanna sanne saqib sara sarah sardar sascha sattar sawsan scott sebastian selim selima
selma seth severin severine seyed shaban shabbar shabnam shadi shadia shafiq shafiqa shahida shahin
shahla shahnaz shahrzad shahzad shaima shakil shakila shakir shama shamal shamim shane shannon
sharif sharifa shatha shaukat shaun shawkat shayma shazia sheila shirin shirley shoaib shuaib
shukri sian siddika sidra sidsel sif sigfred sigfrid sigge signe sigrid sigurd sigvald sigvard
siham sikandar silas silje sille simen simin simon simone sinan sindre siri sirin sisse sissel
sivert sixten soeren soerine sofi sofia sofian sofie sofus sohrab solveig solvej solvejg sonia
sonja sonya sophia sophie sophus soraya soren sorine souad souheil soumaya stacey staffan stanisław
stanley steen stefan stefanie steffan steffen steinar stellan stephan stephen stewart stian stina
stine stinne stuart sture suad subhan suha suhad suhaib suhail suhaila suhair sulaiman sulayman
suleiman suleyman sumaira sumaya sundus sune surayya susan susann susanna susanne susie sussanne
sussi sussie suzanne svante svea svein sven svend svenning sverre syed sylvester sylvia sylwia
synnoeve synnove synnøve szymon søren sørine tadeusz taghrid taha tahani taher tahir tahira tahmina
tahsin taiba taj talal talat taleb talha talib tamim tania tanja tanzila tapani tapio tarek tareq
tarik tariq tasnim tawfik tawfiq tejs tenna teodor terence teresa terese teresia terje thea theis
theo theodor theodora theresa therese theresia thilde thoeger thoger thomas thomine thora
thorbjoern thorbjorn thorbjørn thore thorkil thorkild thormod thorsten thorvald thue thure thyge
thyra thøger tilda timmy timo tina tindra tinna tobias tobiasz toby tola tomas tomasz tommy toni
tonje tonni tonny torben torbjoern torbjorn torbjørn tord torgny torill torkild torsten tova tove
tracey tracy trevor trine tristan troels trond turid tuulikki tuva tymon tymoteusz tyra ubah uffe
ulf ulla ulrica ulrich ulrik ulrika ulrike ulrikke umair umar unni uno urszula usama usman uwe uzma
vagn vagner valborg valdemar valentin valentina valerie valther vanda vanessa vanja vegard vendela
vera verner veronika vibeke vicki vidar viggo viktor viktoria vilfred vilgot vilhelm vilhelmina
vilhelmine villads villiam villum villy vilma vilmer vincent vinni vinnie viola visti viveka vivi
vivian vivianne volmer wadad wael wafa wafaa wafika wagner wahib wahid wahida wajid walaa waldemar
waleed wali walid walther waqar waqas warda waseem wasim wassim wayne weena wenche wendy werner
wesam widad wiktor wilhelm wilhelmina wilhelmine wille willi william willy wilma wilmer winni
winnie wisam witold wojciech wolfgang xenia yahya yakub yakup yamina yan yannick yasamin yasar
yasemin yaser yasin yasir yasmin yasmina yasmine yasser yassin yassine yassir yda ylva yngve yonas
yonis younas younes yousef yousif yousra youssef yrsa yunus yusef yusra yusuf yvonne zacharias
zafar zaher zahia zahid zahida zahir zahra zahraa zaid zaim zain zaina zainab zaineb zakaria
zakariya zaki zakia zakir zamzam zarifa zaynab zeba zehnia zeina zeinab zeineb zelma zenia zia ziad
ziba ziggy zinat ziyad zoe zohra zubaida zubair zuhair zuhra zulfiqar øivind øjvind ørni øvli
øystein øyvind łukasz
"""
"""Names and nothing else."""
WITH_A_CAPITAL = """
abed abid ada adler agne agner ake ala alba alf alfons amin amir angela angelica annalise arild ase
aud aurora ayah barry begum bent bibi billy bobby boline borge brit clive colin dahlia diane donna
ea else erica erika espen evert fanny fares fie filippa frits fritz gemma gorm graham guldborg
gunnel hamza helen helmer hilde ib iman iris iver jack jake jana jarl jasmin jean jeff jenna jess
jill jimmy joe jon jose josef josh julia karim ken kent khan kitty knut kornel kyle lill lillemor
linea liss lone lulu luna lynne mahdi maks malik malte marc marcel marten mats maya mick mille milo
mina molly morgan naima nana nasser nida nils nis noa noah norman nur nynne olfert oscar osman
osten owe patricia paula petter raja ralph rashed reem regner rima rolf ross rud sally sander
sandra sayed sean sejer shah shahid shaker shams sharon sherif sidse sina sondre sonny stein stella
stephanie steve steven sultana tai tammy ted teddy terry theres thor tilde timothy tine tony tora
ursula valter vega veronica victoria vilde vita walter zarina
"""
"""Names where they are written with a capital: else words."""
WORDS_TOO = """
adel amber andre andres ane anis anker aske august bader baker balsam ban basil ben bill bin birk
bitten bo bob boege boeje boge boje bror bue bøge bøje carol christian clement curt dag dale dan
dawn dean dick dines ebbe edit emir find fjord folke frank fred frede glen grace gro gry gul gun
gunner guy hagen hans hardy hazel heather hind holly islam jade jan jasmine jay jihad joy jul jun
june juni junior just kamel kit kristen lage lama lee li lily line lis liv lo love lykke magna maj
manna manuel marina mark max may meta mike mine muslim my nada nadir nail nanny nick nova odd paw
peer per raad raid ramadan rand rehab rene rim roar robin roger rosa rose rosemary rut saber saga
said sam samer sejr sheikh silke sine siv skjold soes sos sten stig strange sultan sura sys søs
tage tamer thi tim toke tom tone tor tore trier tuba tue ture urban van vang vibe victor vide
viking ville wail
"""
"""Words that begin a sentence too: names only where a person is meant."""
