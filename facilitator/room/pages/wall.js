"use strict";
const words = JSON.parse(document.getElementById("data").textContent);
const wall = document.getElementById("wall"), state = document.getElementById("status"), root = document.documentElement;
const LEAST = 0.7, LEAST_AT_CLOSE = 0.55, FEWEST = 3; // of the usual size; entries of a list that stay
function fit() { // nothing that matters is below the fold: smaller, then the latest of each list
  wall.querySelectorAll(".more").forEach((x) => x.remove());
  wall.querySelectorAll("li[hidden]").forEach((x) => { x.hidden = false; });
  root.style.fontSize = "";
  const usual = parseFloat(getComputedStyle(root).fontSize), over = () => root.scrollHeight > innerHeight + 1;
  const least = usual * (wall.querySelector(".closing") ? LEAST_AT_CLOSE : LEAST); // all of it is to be read then
  for (let size = usual; over() && size > least; ) { size *= 0.95; root.style.fontSize = size + "px"; }
  const lists = [...wall.querySelectorAll(".board ul, .listed ul")].map((list) => ({ list, all: [...list.children], gone: 0 }));
  for (const x of lists) x.left = () => x.all.length - x.gone;
  while (over()) {
    const longest = lists.reduce((a, b) => (a && a.left() >= b.left() ? a : b), null);
    if (!longest || longest.left() <= FEWEST) break;
    longest.all[longest.gone++].hidden = true; // the oldest stand first
    let more = longest.list.querySelector(".more");
    if (!more) { more = document.createElement("li"); more.className = "more"; longest.list.prepend(more); }
    more.textContent = words.more.replace("{n}", longest.gone);
  }
}
function show(event) { wall.innerHTML = event.data; state.textContent = ""; fit(); }
if (words.following) {
  const events = new EventSource(location.pathname + "/events");
  events.addEventListener("wall", show);
  events.addEventListener("over", (event) => { show(event); events.close(); });
  events.onerror = () => { state.textContent = words.lost; };
}
addEventListener("resize", fit);
document.fonts.ready.then(fit);
fit();
