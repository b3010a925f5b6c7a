"use strict";
const words = JSON.parse(document.getElementById("data").textContent);
const wall = document.getElementById("wall"), state = document.getElementById("status");
if (words.following) {
  const events = new EventSource(location.pathname + "/events");
  const show = (event) => { wall.innerHTML = event.data; state.textContent = ""; };
  events.addEventListener("wall", show);
  events.addEventListener("over", (event) => { show(event); events.close(); });
  events.onerror = () => { state.textContent = words.lost; };
}
