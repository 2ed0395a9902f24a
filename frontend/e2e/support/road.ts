import { AxeBuilder } from "@axe-core/playwright";
import {
  test as base,
  expect,
  type APIRequestContext,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { E2E, houseOf, resultsOf, type House, type Settings } from "./house.ts";

export { expect };

/** Somebody on the road; `somebody()` makes them, and `open(name)` is their browser from then on. */
export interface Somebody {
  id: string;
  name: string;
  login: string;
}

/** What earlier steps made, kept in a file so that later files, and later workers, find it. */
export interface Milestones {
  /** The commune itself. */
  commune: { id: string; code: string };
  /** Thôn Đông Mai. */
  village: { id: string; code: string };
  people: Record<string, Somebody>;
  /** Applied, in the gold book. */
  applied: { id: string; code: string; token: string; trackingUrl: string; title: string };
  /** Answered with a reason. */
  answered: { id: string; code: string; token: string; trackingUrl: string; title: string };
  /** Anything later steps want to hand on. */
  [more: string]: unknown;
}

export class Road {
  readonly #file: string;

  constructor(results: string) {
    this.#file = join(results, "road.json");
  }

  #all(): Partial<Milestones> {
    return existsSync(this.#file) ? (JSON.parse(readFileSync(this.#file, "utf8")) as Partial<Milestones>) : {};
  }

  /** What an earlier step made; without it that step did not succeed, and this one cannot. */
  at<K extends keyof Milestones>(name: K): Milestones[K] {
    const found = this.#all()[name];
    if (found === undefined) throw new Error(`an earlier step of the road did not reach "${String(name)}"`);
    return found as Milestones[K];
  }

  reach<K extends keyof Milestones>(name: K, value: Milestones[K]): void {
    writeFileSync(this.#file, JSON.stringify({ ...this.#all(), [name]: value }, null, 1));
  }
}

export interface Size {
  width: number;
  height: number;
}

export const PHONE: Size = { width: 360, height: 740 };
export const TABLET: Size = { width: 768, height: 1024 };
export const LAPTOP: Size = { width: 1280, height: 800 };

/** One answer of the API. */
export interface Reply<T> {
  status: number;
  etag: string;
  body: T;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Calling {
  body?: unknown;
  /** The version for `If-Match`, as an ETag or a number. */
  version?: string | number;
}

export interface Tools {
  road: Road;
  /** A page of somebody known by their key in `road.people`, or of a visitor without an account. */
  open: (who: string, size?: Size, more?: BrowserContextOptions) => Promise<Page>;
  /** Keeps who is signed in on `page`, so that `open(who)` is them in later tests and files. */
  keep: (page: Page, who: string) => Promise<void>;
  /** The API as that person, for what has no screen or was walked before. Fails on an answer that is no success. */
  call: <T = Record<string, unknown>>(
    who: string,
    method: Method,
    path: string,
    calling?: Calling,
  ) => Promise<Reply<T>>;
  /** A person with account and roles `[role, unit id]`, signed in by their one-time link. */
  somebody: (
    key: string,
    name: string,
    roles: readonly (readonly [string, string])[],
    unit: string,
  ) => Promise<Somebody>;
  /**
   * Pictures at 360, 768 and 1280; axe; nothing wider than the phone; nothing on the console. Only on SQLite: screens do
   * not know which database answers.
   */
  look: (page: Page, name: string) => Promise<void>;
}

const VISITOR = "visitor";

/** The test of every step: `import { expect, test } from "../support/road.ts"` and `test.describe.configure({ mode: "serial" })`. */
export const test = base.extend<Tools, Settings & { house: House }>({
  engine: ["sqlite", { option: true, scope: "worker" }],
  house: [async ({ engine }, use) => use(await houseOf(engine)), { scope: "worker", timeout: 90_000 }],
  baseURL: async ({ house }, use) => use(house.url),

  road: async ({ engine, house: _running }, use) => use(new Road(resultsOf(engine))),

  open: async ({ browser, engine, house, contextOptions, locale, timezoneId }, use) => {
    const contexts: BrowserContext[] = [];
    const faults: string[] = [];
    await use(async (who, size = LAPTOP, more = {}) => {
      const state = stateOf(resultsOf(engine), who);
      if (who !== VISITOR && !existsSync(state)) throw new Error(`nobody was signed in as "${who}"`);
      const context = await browser.newContext({
        ...contextOptions,
        ...(locale ? { locale } : {}),
        ...(timezoneId ? { timezoneId } : {}),
        baseURL: house.url,
        viewport: size,
        reducedMotion: "reduce",
        ...more,
        ...(who === VISITOR ? {} : { storageState: state }),
      });
      contexts.push(context);
      const page = await context.newPage();
      page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        // The browser itself reports refusals the screens handle, such as a wrong password or no network.
        if (
          message.type() === "error" &&
          !/the server responded with a status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(message.text())
        )
          faults.push(`${page.url()}: ${message.text()}`);
      });
      return page;
    });
    for (const context of contexts) await context.close();
    expect(faults, "no script error and no refused resource").toEqual([]);
  },

  keep: async ({ engine }, use) =>
    use(async (page, who) => {
      mkdirSync(join(resultsOf(engine), "people"), { recursive: true });
      await page.context().storageState({ path: stateOf(resultsOf(engine), who) });
    }),

  call: async ({ engine, house, playwright }, use) => {
    const open = new Map<string, APIRequestContext>();
    await use(async (who, method, path, calling = {}) => {
      let context = open.get(who);
      if (!context) {
        const state = stateOf(resultsOf(engine), who);
        context = await playwright.request.newContext({
          baseURL: house.url,
          ...(existsSync(state) ? { storageState: state } : {}),
        });
        open.set(who, context);
      }
      const answer = await context.fetch(path, {
        method,
        headers: {
          Origin: house.url,
          ...(method === "POST" ? { "Idempotency-Key": randomUUID() } : {}),
          ...(calling.version === undefined ? {} : { "If-Match": quoted(calling.version) }),
        },
        ...(calling.body === undefined ? {} : { data: calling.body }),
      });
      const text = await answer.text();
      expect(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`).toBe(true);
      const body = (text ? JSON.parse(text) : undefined) as never;
      return { status: answer.status(), etag: answer.headers()["etag"] ?? "", body };
    });
    for (const context of open.values()) await context.dispose();
  },

  somebody: async ({ call, road, engine, house, playwright }, use) =>
    use(async (key, name, roles, unit) => {
      const login = key.replace(/[^a-z0-9]/g, "");
      const made = await call<{ id: string }>("administrator", "POST", "/api/v1/people", {
        body: { full_name: name, kind: "official", unit_id: unit },
      });
      const path = `/api/v1/people/${made.body.id}`;
      const invited = await call<{ link: string }>("administrator", "POST", `${path}/account`, {
        body: { login },
        version: made.etag,
      });
      let version = invited.etag;
      for (const [role, at] of roles)
        version = (await call("administrator", "PUT", `${path}/roles/${role}/${at}`, { version })).etag;
      const context = await playwright.request.newContext({ baseURL: house.url });
      const token = new URL(invited.body.link).searchParams.get("token");
      const entered = await context.post("/api/v1/session/link", { data: { token }, headers: { Origin: house.url } });
      expect(entered.ok(), `${name} signs in by the link`).toBe(true);
      mkdirSync(join(resultsOf(engine), "people"), { recursive: true });
      await context.storageState({ path: stateOf(resultsOf(engine), key) });
      await context.dispose();
      const person = { id: made.body.id, name, login };
      meet(road, key, person);
      return person;
    }),

  look: async ({ engine }, use) =>
    use(async (page, name) => {
      if (engine !== "sqlite") return;
      const folder = join(E2E, "pictures", engine);
      mkdirSync(folder, { recursive: true });
      const before = page.viewportSize();
      await page.evaluate(() => document.fonts.ready);
      for (const size of [PHONE, TABLET, LAPTOP]) {
        await page.setViewportSize(size);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, `${name} is not wider than ${size.width} px`).toBeLessThanOrEqual(0);
        // As tall as the page, so that what sticks to the foot of the screen does not cover the middle of the picture.
        const tall = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width: size.width, height: Math.max(size.height, tall) });
        await page.screenshot({ path: join(folder, `${name}-${size.width}.png`), fullPage: true });
        await page.setViewportSize(size);
        if (size === TABLET) continue;
        const { violations } = await new AxeBuilder({ page }).analyze();
        const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
        expect(told, `${name} at ${size.width} px is accessible`).toEqual([]);
      }
      if (before) await page.setViewportSize(before);
    }),
});

/** Remembers somebody under a key. */
export function meet(road: Road, key: string, person: Somebody): void {
  let known: Record<string, Somebody> = {};
  try {
    known = road.at("people");
  } catch {
    // The first one.
  }
  road.reach("people", { ...known, [key]: person });
}

const stateOf = (results: string, who: string) => join(results, "people", `${who}.json`);
const quoted = (version: string | number) => (/^(W\/)?"/.test(String(version)) ? String(version) : `"${version}"`);
