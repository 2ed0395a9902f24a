// Replaced by `npm run api`, which generates the paths from openapi/openapi.json.
export interface paths {
  "/api/v1/site": {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      responses: {
        200: { headers: Record<string, unknown>; content: { "application/json": Record<string, unknown> } };
      };
    };
  };
}
