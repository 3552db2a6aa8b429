// The same pages as the portal's, as template strings: nothing that renders HTML in Node.js is quicker.

/** @param {string} text */
const escaped = (text) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * @param {string} title
 * @param {string} main
 */
const document = (title, main) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${title} · Comparison</title><link rel="stylesheet" href="/main.css"></head><body>
<a href="#content" class="skip">Skip to content</a>
<header class="top"><a href="/" class="brand"><span class="name">Comparison</span></a>
<form action="/language" method="post"><button name="language" value="ja" lang="ja">日本語</button>
<button name="language" value="en" lang="en">English</button></form></header>
<main id="content"><h1>${title}</h1>${main}</main>
<footer class="bottom"><form action="/theme" method="post"><button name="theme" value="system">Auto</button>
<button name="theme" value="light">Light</button><button name="theme" value="dark">Dark</button></form></footer>
</body></html>`;

/** @param {string} notice */
const told = (notice) => `<div id="notice" role="alert" class="notice">${escaped(notice)}</div>`;

const signOut = `<form action="/logout" method="post"><button class="quiet">Sign out</button></form>`;

/** @param {string} notice */
export const signInPage = (notice) =>
  document(
    "Sign in",
    `<p class="lead">We confirm who you are by your password and a code sent to your phone.</p>${told(notice)}
<form action="/login" method="post"><div class="field"><label for="username">User ID</label>
<input id="username" name="username" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required></div>
<div class="field"><label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required></div>
<button class="button primary">Sign in</button></form>`,
  );

/** @param {{ username: string, phone: string, sent: boolean, sends: number, notice: string }} state */
export const verifyPage = ({ username, phone, sent, sends, notice }) =>
  document(
    "Confirm it is you",
    `<p class="lead">Signed in as ${escaped(username)}. Your phone: <strong>${escaped(phone)}</strong></p>${told(notice)}
${sent ? codeForm : ""}<form action="/send_code" method="post"><input type="hidden" name="turn" value="${sends}">
<button class="button" name="channel" value="sms">Text message</button>
<button class="button" name="channel" value="call">Phone call</button></form>
<p class="hint">${5 - sends} messages are left for this code.</p>${signOut}`,
  );

const codeForm = `<form action="/check_code" method="post"><div class="field"><label for="code">Code</label>
<input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]*" required></div>
<p class="hint">The code is good for ten minutes and five tries.</p><button class="button primary">Confirm</button></form>`;

/** @param {{ username: string, phone: string, since: string }} account */
export const accountPage = ({ username, phone, since }) =>
  document(
    "My account",
    `<dl><dt>User ID</dt><dd>${escaped(username)}</dd><dt>Phone</dt><dd>${escaped(phone)}</dd>
<dt>Role</dt><dd>2fa authenticated</dd><dt>Signed in since</dt><dd>${escaped(since)}</dd></dl>${signOut}`,
  );
