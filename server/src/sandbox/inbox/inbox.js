// The inbox comes alive: messages arrive without a reload, a press copies a code, a call speaks. The words are in the page.

const PAUSE = 1_000;
const LONGEST_PAUSE = 5_000;
const PATIENCE = 5_000;
const FEEDBACK = 2_000;

const find = (selector) => document.querySelector(selector);
const entries = () => [...document.querySelectorAll(".phones li")];

// --- What only script can show

const seconds = { month: "short", day: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit" };
const thisYear = new Intl.DateTimeFormat(undefined, seconds);
const anyYear = new Intl.DateTimeFormat(undefined, { year: "numeric", ...seconds });

function localTime(moment) {
  const isThisYear = moment.getFullYear() === new Date().getFullYear();
  return (isThisYear ? thisYear : anyYear).format(moment);
}

/** Shows the reader's own time, and the buttons that work in this browser. */
function wake(part) {
  for (const time of part.querySelectorAll("time")) {
    time.textContent = localTime(new Date(time.dateTime));
    time.lang = anyYear.resolvedOptions().locale;
  }
  const buttons = "speechSynthesis" in window ? "button.copy, button.listen" : "button.copy";
  for (const button of part.querySelectorAll(buttons)) button.hidden = false;
}

/** Says something to whoever listens to the page instead of looking at it. */
function say(...parts) {
  find("#news").replaceChildren(...parts);
}

const copyOf = (selector) => document.importNode(find(selector).content ?? find(selector), true);

function sayNew(added) {
  const [newest] = added;
  const number = newest.closest(".phone").getAttribute("aria-label");
  const digits = [...newest.querySelector("code").textContent].join(" ");
  const count = added.length > 1 ? `(${added.length}) ` : "";
  say(copyOf("#new"), count, newest.querySelector(".channel").cloneNode(true), ` ${number}: ${digits}`);
}

// --- New messages

const isHeld = (element) =>
  element.contains(document.activeElement) ||
  (!getSelection().isCollapsed && getSelection().containsNode(element, true));

/** Gives an element these children. The one that holds the focus or a selection is not moved, since it would lose it. */
function arrange(parent, wanted) {
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  const still = Math.max(0, wanted.findIndex(isHeld));
  if (wanted[still].parentElement !== parent) parent.prepend(wanted[still]);
  for (let next = still + 1; next < wanted.length; next++) {
    if (wanted[next].previousElementSibling !== wanted[next - 1]) wanted[next - 1].after(wanted[next]);
  }
  for (let next = still - 1; next >= 0; next--) {
    if (wanted[next].nextElementSibling !== wanted[next + 1]) wanted[next + 1].before(wanted[next]);
  }
}

/** What is on the page already, else the same from the server. */
const known = (fresh) => document.getElementById(fresh.id) ?? fresh;

function updated(fresh) {
  const phone = known(fresh);
  const list = fresh.querySelector("ol");
  if (phone !== fresh && list) arrange(phone.querySelector("ol"), [...list.children].map(known));
  return phone;
}

/** Takes over what is new in the page that the server answers now. */
function show(page) {
  const before = new Set(entries());
  wake(page);
  arrange(find(".phones"), [...page.querySelectorAll(".phone")].map(updated));
  const more = page.querySelector(".more");
  if (!more.isEqualNode(find(".more"))) find(".more").replaceWith(more);
  const added = entries().filter((entry) => !before.has(entry));
  for (const entry of added) entry.classList.add("new");
  if (added.length > 0) sayNew(added);
}

let version = "";

/** The page if it has changed. */
async function ask() {
  const answer = await fetch("/sandbox", {
    headers: version === "" ? {} : { "If-None-Match": version },
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status === 304) return undefined;
  if (!answer.ok) throw new Error(`the inbox answers ${answer.status}`);
  const text = await answer.text();
  version = answer.headers.get("ETag") ?? "";
  return new DOMParser().parseFromString(text, "text/html");
}

function showConnection(now) {
  const { connection: before } = document.documentElement.dataset;
  if (before === now) return;
  document.documentElement.dataset.connection = now;
  for (const state of ["live", "lost"]) find(`.connection.${state}`).hidden = state !== now;
  const isExpected = before === undefined && now === "live";
  if (!isExpected) say(...copyOf(`.connection.${now}`).childNodes);
}

let asking = false;
let pause = PAUSE;
let timer;

/** The state of the connection, and the page if it has changed. */
async function askedCalmly() {
  try {
    return { connection: "live", page: await ask() };
  } catch {
    // Whatever went wrong, the remedy is to ask again.
    return { connection: "lost" };
  }
}

/** Asks for news, again and again while someone may be looking. */
async function keepUp() {
  clearTimeout(timer);
  if (asking || document.hidden) return;
  asking = true;
  const { connection, page } = await askedCalmly();
  asking = false;
  pause = connection === "live" ? PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
  timer = setTimeout(keepUp, pause);
  showConnection(connection);
  if (page) show(page);
}

// --- Buttons

function showResult(button, result) {
  button.dataset.now = result;
  say(...copyOf(`[data-when="${result}"]`).childNodes);
  setTimeout(() => button.dataset.now === result && delete button.dataset.now, FEEDBACK);
}

/** The clipboard is missing where the address is neither HTTPS nor loopback; an older way may work there. */
async function isCopied(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(code);
    return document.execCommand("copy");
  }
}

async function copy(button) {
  const copied = await isCopied(button.closest(".code").querySelector("code"));
  showResult(button, copied ? "copied" : "selected");
}

let voice;

function beQuiet() {
  if (voice === undefined) return;
  delete voice.button.dataset.now;
  voice = undefined;
  speechSynthesis.cancel();
}

/** The language as the voices of this system name it: some find no voice without a region. */
function spokenLanguage(language) {
  const voice = speechSynthesis.getVoices().find(({ lang }) => lang.startsWith(language));
  return voice?.lang.replace("_", "-") ?? language;
}

function utteranceOf(body) {
  const utterance = new SpeechSynthesisUtterance(body.textContent);
  utterance.lang = spokenLanguage(body.lang);
  return utterance;
}

/** Reads the call aloud, or stops. */
function listen(button) {
  const stops = voice?.button === button;
  beQuiet();
  if (stops) return;
  const utterance = utteranceOf(button.closest("li").querySelector(".body"));
  const mine = (voice = { button, utterance });
  const unlessOver = (act) => () => voice === mine && act();
  utterance.addEventListener("end", unlessOver(beQuiet));
  utterance.addEventListener("error", unlessOver(() => (beQuiet(), showResult(button, "mute"))));
  button.dataset.now = "speaking";
  speechSynthesis.speak(utterance);
}

function press({ target }) {
  const button = target.closest("button");
  if (button?.matches(".copy")) void copy(button);
  if (button?.matches(".listen")) listen(button);
}

// --- Start

wake(document);
document.addEventListener("click", press);
document.addEventListener("visibilitychange", keepUp);
addEventListener("online", keepUp);
addEventListener("pagehide", beQuiet);
void keepUp();
document.documentElement.dataset.awake = "";
