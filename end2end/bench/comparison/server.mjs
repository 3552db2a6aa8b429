#!/usr/bin/env node
// What people would otherwise use: Express, express-session, Passport and Twilio's SDK; the portal's pages and steps, and of its
// rules the least that makes them safe (a new session id after each step, a count of tries). It has every benefit: people and
// sessions are kept in memory, nothing is counted for a day, nothing is written to a disk, nothing is logged.
import express from "express";
import session from "express-session";
import passport from "passport";
import { Strategy } from "passport-local";
import { randomBytes } from "node:crypto";
import { accountPage, signInPage, verifyPage } from "./pages.mjs";
import { hasPassword, masked, people } from "./people.mjs";
import { check, send } from "./verify.mjs";

const byName = await people(Number(process.env["PEOPLE"] ?? 1));

passport.use(
  new Strategy(async (username, password, done) => {
    try {
      const person = byName.get(username);
      done(null, (await hasPassword(person, password)) ? person : false);
    } catch (error) {
      done(error);
    }
  }),
);
passport.serializeUser((person, done) => done(null, person.username));
passport.deserializeUser((username, done) => done(null, byName.get(username) ?? false));

const app = express();
app.disable("x-powered-by");
app.use(
  session({
    secret: randomBytes(32).toString("hex"),
    // The quickest store there is; it warns that it is not meant for production.
    store: new session.MemoryStore(),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: "lax" },
  }),
);
app.use(passport.initialize());
app.use(passport.session());
const form = express.urlencoded({ extended: false, limit: "16kb" });

/** Passport makes the id new at login; here it must be made so again. @param {import("express").Request} request */
const renew = (request) =>
  new Promise((renewed, failed) => {
    const { passport: person } = request.session;
    request.session.regenerate((error) => {
      if (error) return failed(error);
      Object.assign(request.session, { passport: person, full: true, since: new Date().toISOString() });
      renewed(undefined);
    });
  });

/** @param {import("express").Request} request */
const notice = (request) => {
  const told = request.session.notice ?? "";
  if (told !== "") delete request.session.notice;
  return told;
};

app.get("/", (request, response) => {
  response.set("Cache-Control", "no-store").send(signInPage(notice(request)));
});

app.post("/login", form, (request, response, next) => {
  passport.authenticate("local", (error, person) => {
    if (error) return next(error);
    if (!person) {
      request.session.notice = "User ID or password is wrong.";
      return response.redirect(303, "/");
    }
    request.logIn(person, (failed) => (failed ? next(failed) : response.redirect(303, "/verify")));
  })(request, response, next);
});

app.get("/verify", (request, response) => {
  if (!request.user) return response.redirect(303, "/");
  if (request.session.full) return response.redirect(303, "/account");
  const { username, phone } = request.user;
  const { sid, sends = 0 } = request.session;
  const state = { username, phone: masked(phone), sent: sid !== undefined, sends, notice: notice(request) };
  response.set("Cache-Control", "no-store").send(verifyPage(state));
});

app.post("/send_code", form, async (request, response) => {
  if (!request.user || request.session.full) return response.redirect(303, "/");
  const sends = request.session.sends ?? 0;
  // An old page, or all messages are used up.
  if (String(sends) !== request.body.turn || sends >= 5) return response.redirect(303, "/verify");
  request.session.sends = sends + 1;
  request.session.sid = await send(request.user.phone, request.body.channel === "call" ? "call" : "sms");
  request.session.tries = 0;
  response.redirect(303, "/verify");
});

app.post("/check_code", form, async (request, response) => {
  const { sid, tries = 0 } = request.session;
  if (!request.user || sid === undefined) return response.redirect(303, "/");
  request.session.tries = tries + 1;
  if (tries < 5 && /^\d{4,10}$/.test(request.body.code) && (await check(sid, request.body.code))) {
    await renew(request);
    return response.redirect(303, "/account");
  }
  request.session.notice = "That code is wrong.";
  response.redirect(303, "/verify");
});

app.get("/account", (request, response) => {
  if (!request.user) return response.redirect(303, "/");
  if (!request.session.full) return response.redirect(303, "/verify");
  const { username, phone } = request.user;
  const account = { username, phone: masked(phone), since: request.session.since };
  response.set("Cache-Control", "no-store").send(accountPage(account));
});

app.post("/logout", (request, response, next) => {
  request.logout((error) => (error ? next(error) : response.redirect(303, "/")));
});

const listener = app.listen(0, "127.0.0.1", () => {
  console.log(`Comparison http://127.0.0.1:${listener.address().port}`);
});
process.once("SIGTERM", () => process.exit());
