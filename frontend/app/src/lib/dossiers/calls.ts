import { api, ifMatch } from "#lib/api/client.ts";
import { got, type Versioned } from "#lib/api/loaded.svelte.ts";
import type { components } from "#lib/api/schema.d.ts";

type Wire = components["schemas"];
export type Dossier = Wire["Dossier"];
export type DossierLine = Wire["DossierLine"];
export type DossierPaper = Wire["PaperView"];
export type ShareOffer = Wire["ShareOffer"];
export type Draft = Wire["WriteDossier"];
/** The wire takes `null` for what is absent; fields of a form never hold it. */
export type Told<T> = { [K in keyof T]: NonNullable<T[K]> | Extract<T[K], undefined> };
export type AuthorDraft = Told<Wire["AuthorForm"]>;
export type FirstApplierDraft = Told<Wire["FirstApplierForm"]>;
export type Defect = Told<Wire["DefectForm"]>;

const at = (id: string, version: string) => ({ params: { path: { id }, header: ifMatch(version) } });

/** The calls about dossiers, in one place. */
export const dossiers = {
  list: async (query: { scope?: string; state?: string; after?: string }) =>
    (await got(api.GET("/api/v1/dossiers", { params: { query } }))).data,
  start: async (body: Wire["StartDossier"], key: string) => {
    const headers = { "Idempotency-Key": key };
    return (await got(api.POST("/api/v1/dossiers", { params: { header: headers }, body }))).data;
  },
  read: (id: string): Promise<Versioned<Dossier>> =>
    got(api.GET("/api/v1/dossiers/{id}", { params: { path: { id } } })),
  papers: async (id: string) =>
    (await got(api.GET("/api/v1/dossiers/{id}/papers", { params: { path: { id } } }))).data.items,
  write: (id: string, version: string, body: Draft) =>
    got(api.PUT("/api/v1/dossiers/{id}", { ...at(id, version), body })),
  submit: (id: string, version: string, declared: boolean) =>
    got(api.POST("/api/v1/dossiers/{id}/submission", { ...at(id, version), body: { declared } })),
  supplement: (id: string, version: string, answers: string[], declared: boolean) =>
    got(api.POST("/api/v1/dossiers/{id}/supplement", { ...at(id, version), body: { answers, declared } })),
  requestSupplement: (id: string, version: string, defects: Defect[]) =>
    got(api.POST("/api/v1/dossiers/{id}/supplement-request", { ...at(id, version), body: { defects } })),
  accept: (id: string, version: string) => got(api.POST("/api/v1/dossiers/{id}/acceptance", at(id, version))),
  refuse: (id: string, version: string, body: Wire["RefuseDossier"]) =>
    got(api.POST("/api/v1/dossiers/{id}/refusal", { ...at(id, version), body })),
  withdraw: (id: string, version: string, body: Wire["WithdrawDossier"]) =>
    got(api.POST("/api/v1/dossiers/{id}/withdrawal", { ...at(id, version), body })),
  confirmApplication: (id: string, version: string, body: Wire["ConfirmFirstApplication"]) =>
    got(api.POST("/api/v1/dossiers/{id}/first-application", { ...at(id, version), body })),
  recordSuperiorApproval: (id: string, version: string, body: Wire["RecordSuperiorApproval"]) =>
    got(api.POST("/api/v1/dossiers/{id}/superior-approval", { ...at(id, version), body })),
  recognise: (id: string, version: string) => got(api.POST("/api/v1/dossiers/{id}/recognition", at(id, version))),
  notRecognise: (id: string, version: string, body: Wire["NotRecogniseDossier"]) =>
    got(api.POST("/api/v1/dossiers/{id}/non-recognition", { ...at(id, version), body })),
  offer: async (id: string, author: string, token: string) => {
    const params = { path: { id, author } };
    return (await got(api.POST("/api/v1/dossiers/{id}/authors/{author}/offer", { params, body: { token } }))).data;
  },
  confirmShare: async (id: string, author: string, body: Wire["ConfirmShare"]) => {
    const params = { path: { id, author } };
    return (await got(api.PUT("/api/v1/dossiers/{id}/authors/{author}/confirmation", { params, body }))).data;
  },
};
