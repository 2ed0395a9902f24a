import type { components } from "./schema.d.ts";

/** Everything the API sends and takes, by the names of its description. */
export type Wire = components["schemas"];
export type IdeaView = Wire["IdeaView"];
export type IdeaRow = Wire["IdeaRow"];
export type IdeaEvent = Wire["IdeaEvent"];
export type IdeaReceipt = Wire["IdeaReceipt"];
export type ConsentList = Wire["ConsentList"];
export type ReuseView = Wire["ReuseView"];
export type Person = Wire["Person"];
export type Unit = Wire["Unit"];
export type Task = Wire["Task"];
