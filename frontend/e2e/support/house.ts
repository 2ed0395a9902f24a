import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export type Engine = "sqlite" | "postgres";

/** What a project of the configuration chooses. */
export interface Settings {
  engine: Engine;
}

/** A running product with its own empty data directory and database. */
export interface House {
  url: string;
  /** The one-time link to the first administrator, as printed at the start. */
  adminLink: string;
  /** Where mails are written: `mail/` below it. */
  directory: string;
  pid: number;
  database?: string;
}

export const E2E = fileURLToPath(new URL("..", import.meta.url));
const TARGET = process.env["CARGO_TARGET_DIR"] ?? fileURLToPath(new URL("../../../target", import.meta.url));
const BINARY = process.env["SANGKIEN_BIN"] ?? `${TARGET}/debug/sangkien`;
const START_MS = 60_000;

export const resultsOf = (engine: Engine) => join(E2E, "results", engine);
const noteOf = (engine: Engine) => join(resultsOf(engine), "house.json");

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => found(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Runs one statement against the cluster the tests were given. */
function onCluster(statement: string): string {
  const cluster = process.env["SANGKIEN_TEST_POSTGRES"];
  if (!cluster) throw new Error("SANGKIEN_TEST_POSTGRES names no cluster");
  const at = new URL(cluster);
  at.pathname = "/postgres";
  execFileSync("psql", [at.href, "-qc", statement]);
  return cluster;
}

/** The server of this engine: the running one, or a new one with nothing in it. It outlives a failed test. */
export async function houseOf(engine: Engine): Promise<House> {
  const note = noteOf(engine);
  if (existsSync(note)) return JSON.parse(readFileSync(note, "utf8")) as House;
  mkdirSync(resultsOf(engine), { recursive: true });
  const directory = mkdtempSync(join(tmpdir(), `sangkien-${engine}-`));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // What was set for the tests, or for another server of this machine, is not this server's configuration.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("SANGKIEN_"));
  const environment: Record<string, string | undefined> = {
    ...Object.fromEntries(inherited),
    SANGKIEN_DATA_DIR: directory,
    SANGKIEN_HTTP_LISTEN: `127.0.0.1:${port}`,
    SANGKIEN_HTTP_METRICS_LISTEN: "",
    SANGKIEN_SITE_PUBLIC_URL: url,
    SANGKIEN_SITE_NAME: "Xã Sơn Hồng",
    SANGKIEN_SITE_PARENT_NAME: "Tỉnh Hà Tĩnh",
    SANGKIEN_SITE_CODE: "SH",
  };
  let database: string | undefined;
  if (engine === "postgres") {
    database = `road_${process.pid}_${port}`;
    const at = new URL(onCluster(`create database ${database}`));
    at.pathname = `/${database}`;
    environment["SANGKIEN_DATABASE_URL"] = at.href;
  }
  const told = join(resultsOf(engine), "server.out");
  const out = openSync(told, "w");
  const server = spawn(BINARY, ["serve"], {
    env: environment,
    detached: true,
    stdio: ["ignore", out, openSync(join(resultsOf(engine), "server.log"), "w")],
  });
  const ended = new Promise<never>((_, failed) => {
    server.once("error", failed);
    server.once("exit", (code) => failed(new Error(`the server ended with ${code}; see ${resultsOf(engine)}`)));
  });
  ended.catch(() => undefined);
  const adminLink = await Promise.race([firstLink(told, url), ended]);
  server.removeAllListeners();
  server.unref();
  const house: House = { url, adminLink, directory, pid: server.pid ?? 0, ...(database ? { database } : {}) };
  writeFileSync(note, JSON.stringify(house));
  return house;
}

async function firstLink(told: string, url: string): Promise<string> {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    const link = /https?:\S+\/app\/thiet-lap\?token=\S+/.exec(readFileSync(told, "utf8"))?.[0];
    const up =
      link &&
      (await fetch(`${url}/livez`)
        .then((answer) => answer.ok)
        .catch(() => false));
    if (link && up) return link;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("the server told no link to the first administrator");
}

/** Stops what an earlier call started, and takes its data away. */
export async function closeHouse(engine: Engine): Promise<void> {
  const note = noteOf(engine);
  if (!existsSync(note)) return;
  const house = JSON.parse(readFileSync(note, "utf8")) as House;
  await stop(house.pid);
  rmSync(house.directory, { recursive: true, force: true });
  if (house.database) onCluster(`drop database if exists ${house.database} with (force)`);
  rmSync(note);
}

async function stop(pid: number): Promise<void> {
  const alive = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  if (pid && alive()) process.kill(pid, "SIGTERM");
  for (let tries = 0; tries < 100 && pid && alive(); tries++) await new Promise((done) => setTimeout(done, 100));
  if (pid && alive()) process.kill(pid, "SIGKILL");
}
