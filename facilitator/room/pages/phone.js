"use strict";
const D = JSON.parse(document.getElementById("data").textContent), $ = (id) => document.getElementById(id);
const utf8 = new TextEncoder(), N = D.items.da.length, NEW = () => Array(N).fill(null);
let lang = (navigator.language || "").startsWith("da") ? "da" : "en", code = location.pathname.slice(1), refused = "";
let ticket = null, watchword = "", at = 0, chosen = NEW(), comment = "", page = null, told = "", before = null, misses = 0;
const t = (key) => D.words[key][lang];
const hex = (b) => Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");
const unhex = (s) => Uint8Array.from(s.match(/../g), (x) => parseInt(x, 16));
const b64 = (b) => btoa(String.fromCharCode(...b)), unb64 = (s) => Uint8Array.from(atob(s), (c) => c.charCodeAt(0));

// BLAKE2b (RFC 7693) of 64 bytes to 24: the nonce of a sealed box.
const MASK = (1n << 64n) - 1n;
const IV = ["6a09e667f3bcc908", "bb67ae8584caa73b", "3c6ef372fe94f82b", "a54ff53a5f1d36f1", "510e527fade682d1",
  "9b05688c2b3e6c1f", "1f83d9abfb41bd6b", "5be0cd19137e2179"].map((x) => BigInt("0x" + x));
const SIGMA = ["0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d",
  "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0"];
function nonceOf(one, other) {
  const words = new DataView(Uint8Array.from([...one, ...other]).buffer);
  const m = Array.from({ length: 16 }, (_, i) => (i < 8 ? words.getBigUint64(i * 8, true) : 0n));
  const h = IV.slice(); h[0] ^= 0x01010018n;
  const v = [...h, ...IV]; v[12] ^= 64n; v[14] ^= MASK;
  const turn = (x, n) => ((x >> n) | (x << (64n - n))) & MASK;
  const mix = (a, b, c, d, x, y) => {
    v[a] = (v[a] + v[b] + x) & MASK; v[d] = turn(v[d] ^ v[a], 32n);
    v[c] = (v[c] + v[d]) & MASK; v[b] = turn(v[b] ^ v[c], 24n);
    v[a] = (v[a] + v[b] + y) & MASK; v[d] = turn(v[d] ^ v[a], 16n);
    v[c] = (v[c] + v[d]) & MASK; v[b] = turn(v[b] ^ v[c], 63n);
  };
  for (let r = 0; r < 12; r++) {
    const s = Array.from(SIGMA[r % 10], (x) => m[parseInt(x, 16)]);
    for (let i = 0; i < 4; i++) mix(i, i + 4, i + 8, i + 12, s[2 * i], s[2 * i + 1]);
    for (let i = 0; i < 4; i++) mix(i, ((i + 1) % 4) + 4, ((i + 2) % 4) + 8, ((i + 3) % 4) + 12, s[8 + 2 * i], s[9 + 2 * i]);
  }
  const out = new DataView(new ArrayBuffer(24));
  for (let i = 0; i < 3; i++) out.setBigUint64(i * 8, h[i] ^ v[i] ^ v[i + 8], true);
  return new Uint8Array(out.buffer);
}
function seal(data, key) {
  const once = nacl.box.keyPair();
  return Uint8Array.from([...once.publicKey, ...nacl.box(data, nonceOf(once.publicKey, key), key, once.secretKey)]);
}
function open(sealed, pair) {
  const key = sealed.slice(0, 32);
  return nacl.box.open(sealed.slice(32), nonceOf(key, pair.publicKey), key, pair.secretKey);
}
async function post(path, document) {
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), 8000);
  try {
    const answer = await fetch(path, { method: "POST", body: JSON.stringify(document), signal: stop.signal,
      headers: { "content-type": "application/json" }, cache: "no-store", credentials: "omit" });
    return answer.ok || answer.status === 403 ? await answer.json() : null;
  } catch { return null; } finally { clearTimeout(timer); }
}
async function join() {
  if (!code || code === refused) return "another"; // so that none is refused twice, and the code stays
  const pair = nacl.box.keyPair();
  const asked = utf8.encode(JSON.stringify({ code, key: hex(pair.publicKey) }));
  const reply = await post("/join", { sealed: b64(seal(asked, unhex(D.key))) });
  if (!reply) return "lost";
  if (!reply.sealed) {
    refused = code;
    if (page !== first && page !== anew) { before = page; show(anew); } // as after a crash
    return "another";
  }
  ticket = JSON.parse(new TextDecoder().decode(open(unb64(reply.sealed), pair)));
  watchword = ticket.now;
  return "";
}

function make(name, text, props) { return Object.assign(document.createElement(name), { textContent: text || "" }, props); }
function button(text, act, kind) { const b = make("button", text, { type: "button", className: kind || "" }); b.onclick = act; return b; }
function show(draw) {
  page = draw;
  document.documentElement.lang = lang;
  $("lang").textContent = lang === "da" ? "English" : "Dansk";
  $("lang").lang = lang === "da" ? "en" : "da";
  const parts = draw(), head = parts.find((p) => p.tagName === "H1");
  $("main").replaceChildren(...parts);
  document.title = head.textContent;
  head.tabIndex = -1; head.focus(); scrollTo(0, 0);
}
function say(key) {
  const words = key ? t(key) : "";
  if ($("status").textContent !== words) $("status").textContent = words; // read aloud once
}
const lost = () => (misses > 4 ? "long_lost" : "lost"); // the room may be gone before a phone has heard of it
function lose(is_lost) {
  misses = is_lost ? misses + 1 : 0;
  if (is_lost) say(lost());
  else if ([t("lost"), t("long_lost")].includes($("status").textContent)) say("");
}
$("lang").onclick = () => { lang = lang === "da" ? "en" : "da"; show(page); };

function first() {
  const parts = [make("h1", t("title"))];
  if (!D.task) {
    setTimeout(() => location.reload(), 4000 + 3000 * Math.random());
    return [...parts, make("p", t("nothing"))];
  }
  const enter = ask_code("begin", async () => { if (LIVE) { await look(); show(live()); } else { at = 0; show(item); } });
  return [...parts, make("p", t({ write: "silent", vote: "voting" }[D.task] || "honest")),
    make("p", t(LIVE ? "sealedwords" : "sealed"), { className: "quiet" }), ...enter];
}
function ask_code(word, then) {
  const line = make("input", "", { id: "code", value: code, autocapitalize: "none", autocomplete: "off", spellcheck: false });
  const put = button(t(word), async () => {
    code = line.value.trim().toLowerCase();
    put.disabled = true; say("");
    const trouble = await join();
    put.disabled = false;
    if (trouble) say(trouble); else await then();
  }, "main");
  return [make("label", t("code"), { htmlFor: "code" }), line, put];
}
function anew() { // nothing that was written or answered is lost
  return [make("h1", t("newcode")), make("p", t("another")), ...ask_code("goon", () => { shown = ""; show(before); return look(); })];
}
const LIVE = D.task === "write" || D.task === "vote";
let asked = null, text = "", queue = [], looked = 0, said = "", given = [], cast = null, voted = new Set(), counted = false, shown = "";
function live() { return asked && asked.task === "vote" ? vote : write; }
async function look() {
  if (!watchword) return; // not let in yet
  if (!LIVE && ![item, comments, last].includes(page)) return; // what is handed in is asked about there
  try {
    const reply = await fetch("/now/" + watchword, { cache: "no-store", credentials: "omit" });
    if (reply.status === 404 && page !== anew) await join(); // another watchword after a crash
    if (!reply.ok) return;
    asked = await reply.json();
  } catch { lose(true); return; }
  lose(false);
  if (!LIVE) {
    const end = { closed: "gone", over: "closed" }[asked.task];
    if (end) { clearInterval(looking); show(() => [make("h1", t(end)), make("p", t(end + "2"))]); }
    return;
  }
  if (["over", "closed"].includes(asked.task) && !queue.length && !cast) { finish(); return; }
  if (asked.task === "answer" && !queue.length && !cast) location.reload();
  const now = asked.task + asked.id;
  if (page === write) count();
  if (now === shown || (!asked.task && page === write)) return;
  shown = now;
  if (page === write || page === vote) show(asked.task ? live() : vote);
}
function sheet(head, text) { // what is sealed: of one length always
  const bytes = new Uint8Array(D.bytes).fill(32), data = utf8.encode(head + text);
  if (data.length > D.bytes) return null;
  bytes.set(data);
  return bytes;
}
async function deliver(path, sent) { // `sent` keeps its seal: the same again is taken once
  let state = "lost";
  for (let i = 0; i < 4 && (state === "lost" || state === "unknown"); i++) {
    if (state === "unknown") { sent.sealed = ""; ticket = null; }
    if (!sent.sealed) {
      if (!ticket && (await join())) { state = "lost"; continue; }
      sent.ticket = ticket.ticket; sent.sealed = b64(seal(sent.bytes, unhex(ticket.key)));
    }
    const reply = await post(path, { ticket: sent.ticket, sealed: sent.sealed });
    state = reply ? reply.state : "lost";
  }
  return state;
}
const pause = (s) => new Promise((go) => setTimeout(go, (s + 2 * Math.random()) * 1000));
function keep() { // what is not on disk there stays here, and is sent again
  (queue.length || cast ? addEventListener : removeEventListener)("beforeunload", stay);
}
let sending = false;
async function send_words() {
  if (sending) return;
  for (sending = true; queue.length; ) {
    const next = queue.find((x) => !x.held) || queue[0], state = await deliver("/write", next);
    if (state === "over") { await look(); finish(); break; }
    said = { lost: lost(), full: "write_full", closed: "write_closed", wrong: "write_wrong" }[state] || "";
    next.held = state === "held";
    if (state === "counted" || state === "wrong") {
      queue = queue.filter((x) => x !== next);
      if (state === "counted") looked++; else text = text || next.text;
      keep();
    }
    count();
    if (state !== "counted" && state !== "wrong" && !(next.held && queue.some((x) => !x.held))) await pause(3);
  }
  sending = false;
}
function count() {
  say(said || (asked && !asked.task && "write_closed"));
  const line = $("sent");
  if (!line) return;
  const parts = [queue.length && t("waits").replace("{n}", queue.length), looked && t("looked").replace("{n}", looked)];
  line.textContent = parts.filter(Boolean).join(" ");
  if (text && !$("words").value) $("words").value = text;
}
function write() {
  const line = make("textarea", "", { id: "words", rows: 2, maxLength: D.longest_words, value: text });
  line.oninput = () => { text = line.value; };
  const put = button(t("put"), () => {
    if (!text.trim() || !asked.id) return;
    queue.push({ bytes: sheet(asked.id, text.trim()), text: text.trim() });
    text = ""; show(write); $("words").focus(); keep(); send_words();
  }, "main");
  setTimeout(count);
  return [make("h1", asked && asked.question || t("write_closed")), make("label", t("keyword"), { htmlFor: "words" }), line,
    make("p", t("noname"), { className: "quiet" }), put, make("p", "", { id: "sent", className: "quiet" })];
}
async function send_votes(phase) {
  for (keep(); cast; ) {
    const state = await deliver("/vote", cast);
    counted = state === "counted";
    if (state === "over") { await look(); finish(); return; }
    if (counted) { voted.add(phase); given = []; }
    if (!["held", "lost"].includes(state)) { cast = null; ticket = null; }
    if (state !== "held") { keep(); if (page === vote) show(vote); }
    say({ counted: "", held: "", full: "vote_full", closed: "vote_closed", wrong: "vote_wrong" }[state] ?? lost());
    if (cast) await pause(2);
  }
}
function finish() {
  const left = queue.length ? t("unseen").replace("{n}", queue.length) : "";
  queue = []; cast = null; keep(); clearInterval(looking); say("");
  const closed = asked && asked.task === "closed", became = counted ? t("voted") : left;
  show(() => [make("h1", t(closed ? "gone" : "finished")), make("p", closed ? t("nobody") : ""), make("p", became)]);
}
function vote() {
  if (cast) return [make("h1", t("cast")), make("p", t("keepopen"))];
  if (!asked || asked.task !== "vote") return [make("h1", t("vote_closed")), make("p", counted ? t("voted") : "")];
  if (voted.has(asked.phase)) return [make("h1", t("voted"))];
  const choice = asked, marks = choice.options.map(([mark]) => mark);
  given = given.filter((x) => marks.includes(x)).slice(0, choice.each);
  const left = make("p", "", { className: "quiet" }), list = make("div", "");
  left.setAttribute("role", "status"); list.setAttribute("role", "group");
  const buttons = marks.map((x) => button("", () => { if (given.length < choice.each) given.push(x); paint(); }));
  const clear = button(t("clear"), () => { given = []; paint(); }, "plain");
  const put = button(t("put"), () => {
    if (!given.length) return;
    cast = { bytes: sheet(String(choice.phase).padStart(4, "0"), given.join("")) };
    show(vote); send_votes(choice.phase);
  }, "main");
  function paint() {
    left.textContent = t("left").replace("{n}", choice.each - given.length);
    buttons.forEach((b, i) => {
      const n = given.filter((x) => x === marks[i]).length;
      b.textContent = choice.options[i][1] + (n ? " · " + n : "");
      b.setAttribute("aria-pressed", n > 0);
    });
  }
  list.append(...buttons); paint();
  return [make("h1", choice.text), left, list, clear, put];
}
const looking = D.task && setInterval(look, LIVE ? 3000 : 5000);
function item() {
  const labels = [...D.labels[lang], D.none[lang]], list = make("div", "", { className: "list" });
  labels.forEach((text, i) => {
    const value = i === labels.length - 1 ? 0 : i + 1, b = button(text, () => { chosen[at] = value; on(); });
    b.setAttribute("aria-pressed", chosen[at] === value);
    list.append(b);
  });
  list.setAttribute("role", "group");
  return [make("p", at + 1 + " / " + N, { className: "quiet" }), make("h1", D.items[lang][at]), list, back()];
}
function back() {
  const b = button("‹ " + t("back"), () => { if (at) { at--; show(at < N ? item : comments); } else show(first); }, "plain");
  return b;
}
function on() { at++; while (at < N && last.seen && chosen[at] !== null) at++; show(at < N ? item : last.seen ? last : comments); }
function comments() {
  at = N;
  const text = make("textarea", "", { id: "comment", rows: 4, maxLength: D.longest, value: comment });
  text.oninput = () => { comment = text.value; };
  text.setAttribute("aria-describedby", "warning");
  return [make("h1", t("anything")), make("label", t("comment"), { htmlFor: "comment" }), text,
    make("p", t("warning"), { id: "warning", className: "quiet" }), button(t("next"), () => show(last), "main"), back()];
}
function last() {
  at = N + 1; last.seen = true;
  const list = make("ol", "", { className: "look" });
  D.items[lang].forEach((text, i) => {
    const answer = chosen[i] ? D.labels[lang][chosen[i] - 1] : D.none[lang];
    const b = button("", () => { at = i; show(item); }, "plain");
    b.append(make("span", text), make("strong", answer));
    const row = make("li"); row.append(b); list.append(row);
  });
  const parts = [make("h1", t("look")), make("p", t("change"), { className: "quiet" }), list];
  if (comment.trim()) parts.push(make("p", comment, { className: "said" }));
  return [...parts, button(t("send"), send, "main"), back()];
}
async function send() {
  const bytes = sheet(chosen.map((x) => x || 0).join(""), comment.trim());
  if (!bytes) { say("long"); return; }
  addEventListener("beforeunload", stay);
  say(""); show(waiting);
  for (let wait = 2; ; wait = Math.min(wait + 2, 8)) {
    const sealed = b64(seal(bytes, unhex(ticket.key)));
    const reply = await post("/answer", { ticket: ticket.ticket, sealed }), state = reply ? reply.state : "lost";
    if (["counted", "full", "closed", "wrong", "gone"].includes(state)) {
      removeEventListener("beforeunload", stay); say("");
      if (state === "counted") { chosen = NEW(); comment = ""; last.seen = false; ticket = null; }
      show(() => [make("h1", t(state)), make("p", t(state + "2")), ...(state === "counted" ? [] : [button(t("again"), send, "main")])]);
      return;
    }
    if (state === "held") { told = reply.told ? t("told").replace("{n}", reply.told).replace("{all}", reply.expected) : ""; $("told") && ($("told").textContent = told); }
    lose(state === "lost");
    if (state === "unknown" && page !== anew) await join();
    await new Promise((go) => setTimeout(go, (wait + 3 * Math.random()) * 1000));
  }
}
function waiting() { return [make("h1", t("handed")), make("p", t("wait")), make("p", told, { id: "told", className: "quiet" })]; }
function stay(event) { event.preventDefault(); event.returnValue = ""; }
show(first);
