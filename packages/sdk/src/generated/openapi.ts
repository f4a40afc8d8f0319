// Generated from /api/openapi.json by packages/sdk/generate.mjs. Do not edit: change the routes and generate again.

export interface paths {
    readonly "/api/batches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Batches, newest first */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description `next` of the page before */
                    readonly after?: string;
                    readonly key?: string;
                    /** @description default 50 */
                    readonly limit?: number;
                    readonly resource?: string;
                    readonly status?: "receiving" | "merging" | "done" | "failed" | "interrupted";
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly batches: readonly {
                                readonly bytesExpected: number | null;
                                readonly bytesReceived: number;
                                readonly changeNumber: number | null;
                                readonly deleted: number;
                                readonly encoding: string | null;
                                readonly error: {
                                    readonly code: string;
                                    readonly detail: string | null;
                                    readonly message: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                } | null;
                                readonly fileName: string | null;
                                readonly finishedAt: string | null;
                                readonly format: string | null;
                                /** Format: uuid */
                                readonly id: string;
                                readonly inserted: number;
                                readonly key: string;
                                readonly mode: "upsert" | "append";
                                /** @description things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city */
                                readonly notices: readonly {
                                    readonly en?: string;
                                    readonly zh: string;
                                }[];
                                readonly received: number;
                                readonly rejected: number;
                                /** @description answer to sending only: this key was taken in before, nothing was done again */
                                readonly repeated?: boolean;
                                readonly resource: string;
                                readonly rowsPerSecond: number | null;
                                readonly simulated: boolean;
                                /** Format: date-time */
                                readonly startedAt: string;
                                /** @enum {string} */
                                readonly status: "receiving" | "merging" | "done" | "failed" | "interrupted";
                                readonly unchanged: number;
                                readonly updated: number;
                            }[];
                            readonly next: string | null;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/batches/{batch}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One batch: how far it is, and its accounting */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly batch: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly bytesExpected: number | null;
                            readonly bytesReceived: number;
                            readonly changeNumber: number | null;
                            readonly deleted: number;
                            readonly encoding: string | null;
                            readonly error: {
                                readonly code: string;
                                readonly detail: string | null;
                                readonly message: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            } | null;
                            readonly fileName: string | null;
                            readonly finishedAt: string | null;
                            readonly format: string | null;
                            /** Format: uuid */
                            readonly id: string;
                            readonly inserted: number;
                            readonly key: string;
                            readonly mode: "upsert" | "append";
                            /** @description things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city */
                            readonly notices: readonly {
                                readonly en?: string;
                                readonly zh: string;
                            }[];
                            readonly received: number;
                            readonly rejected: number;
                            /** @description answer to sending only: this key was taken in before, nothing was done again */
                            readonly repeated?: boolean;
                            readonly resource: string;
                            readonly rowsPerSecond: number | null;
                            readonly simulated: boolean;
                            /** Format: date-time */
                            readonly startedAt: string;
                            /** @enum {string} */
                            readonly status: "receiving" | "merging" | "done" | "failed" | "interrupted";
                            readonly unchanged: number;
                            readonly updated: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/batches/{batch}/rejects": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Rows that were not taken in, with the reason of each */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description `next` of the page before */
                    readonly after?: number;
                    /** @description default 50 */
                    readonly limit?: number;
                };
                readonly header?: never;
                readonly path: {
                    readonly batch: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly byReason: readonly {
                                readonly code: string;
                                readonly count: number;
                                readonly item: string | null;
                                readonly reason: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            readonly next: string | null;
                            readonly rejects: readonly {
                                /** @description reason code, e.g. not-a-date, too-long, duplicate-key */
                                readonly code: string;
                                readonly item: string | null;
                                /** @description line of the delivered file, counting from 1, header included */
                                readonly line: number;
                                readonly raw: string;
                                readonly reason: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly value: string | null;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/batches/{batch}/rejects.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The same as a file in the delivered shape plus a reason column, to mend and send again */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly language?: "zh" | "en";
                };
                readonly header?: never;
                readonly path: {
                    readonly batch: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/x-ndjson": string;
                        readonly "text/csv": string;
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/catalogue/departments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Departments, with how many resources each owns */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly departments: readonly {
                                readonly area: string;
                                readonly id: string;
                                readonly level: string;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly resources: number;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/catalogue/resources": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Resources of the catalogue that match, with counts by owner and sharing type */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly hasRows?: boolean;
                    readonly kind?: string;
                    /** @description default 50 */
                    readonly limit?: number;
                    readonly offset?: number;
                    /** @description department id */
                    readonly owner?: string;
                    readonly personal?: boolean;
                    /** @description words that must all occur in names, abstract, items or department */
                    readonly q?: string;
                    readonly shareType?: "unconditional" | "conditional" | "none";
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @description how many match by owner and by sharing type; each facet ignores its own filter */
                            readonly facets: {
                                readonly owner: readonly {
                                    readonly count: number;
                                    readonly id: string;
                                    readonly name: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                }[];
                                readonly shareType: readonly {
                                    readonly count: number;
                                    readonly id: string;
                                }[];
                            };
                            readonly resources: readonly {
                                readonly abstract?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly code?: string;
                                readonly foreign?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly hasArea: boolean;
                                readonly hasPoint: boolean;
                                readonly id: string;
                                readonly itemCount: number;
                                readonly kind: string;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly owner: {
                                    readonly id: string;
                                    readonly name: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                };
                                readonly personal: boolean;
                                readonly register: {
                                    readonly lastBatchAt: string | null;
                                    readonly lastChange: number | null;
                                    /** @description rows now in the register, whatever the reader may see of them */
                                    readonly rows: number;
                                    /** @description at least one batch of simulated rows was taken in */
                                    readonly simulatedRows: boolean;
                                };
                                readonly shareType: string;
                                readonly update: string;
                            }[];
                            /** @description resources that match, on all pages */
                            readonly total: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/catalogue/resources/{resource}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One resource: items, sharing, register state, and what the reader may see of its rows */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description purpose for which `reading` is decided */
                    readonly purpose?: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly resource: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly abstract?: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly code?: string;
                            readonly crs: string;
                            readonly foreign?: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly gradeLevel: string;
                            readonly hasArea: boolean;
                            readonly hasPoint: boolean;
                            readonly highlights: readonly string[];
                            readonly id: string;
                            readonly itemCount: number;
                            readonly items: readonly {
                                readonly codes?: readonly {
                                    readonly name: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                    readonly value: string;
                                }[];
                                readonly from?: string;
                                readonly headers: readonly string[];
                                readonly id: string;
                                readonly index: boolean;
                                readonly mask?: string;
                                readonly max?: number;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly optional: boolean;
                                readonly scale?: number;
                                readonly sensitive?: string;
                                readonly share?: string;
                                readonly type: string;
                                readonly unit?: string;
                            }[];
                            readonly key: readonly string[];
                            readonly kind: string;
                            readonly name: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly open: string;
                            readonly owner: {
                                readonly id: string;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            };
                            readonly personal: boolean;
                            /** @description what the reader may see, as decided now */
                            readonly reading: {
                                readonly allowed: boolean;
                                readonly areas: readonly string[] | null;
                                readonly hiddenItems: readonly string[];
                                readonly maskedItems: readonly string[];
                                readonly mayImport: boolean;
                                /** @description purposes of which one must be stated; empty when none is needed */
                                readonly purposes: readonly string[];
                            };
                            readonly register: {
                                readonly lastBatchAt: string | null;
                                readonly lastChange: number | null;
                                /** @description rows now in the register, whatever the reader may see of them */
                                readonly rows: number;
                                /** @description at least one batch of simulated rows was taken in */
                                readonly simulatedRows: boolean;
                            };
                            readonly share: {
                                readonly basis?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly condition?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly departments?: readonly string[];
                                readonly type: string;
                            };
                            readonly shareType: string;
                            readonly source?: {
                                readonly licence: string;
                                readonly note?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly title: string;
                            };
                            readonly subject?: {
                                readonly item: string;
                                readonly kind: string;
                            };
                            readonly timeZone: string;
                            readonly update: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/catalogue/resources/{resource}/template.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Header row of a file to fill in and deliver */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly lang?: "zh" | "en";
                };
                readonly header?: never;
                readonly path: {
                    readonly resource: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "text/csv; charset=utf-8; header=present": string;
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/changes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Change sets of every register the reader may read */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description default 50 */
                    readonly limit?: number;
                    readonly since?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly changeSets: readonly {
                                /** Format: date-time */
                                readonly at: string;
                                readonly batch: string | null;
                                readonly deleted: number;
                                readonly inserted: number;
                                readonly number: number;
                                readonly resource: string;
                                readonly simulated: boolean;
                                readonly updated: number;
                            }[];
                            /** @description number of the last change set read; pass as `since` */
                            readonly cursor: string;
                            readonly more: boolean;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/city": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The city as it is live now */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly counts: {
                                readonly areas: number;
                                readonly centres: number;
                                readonly departments: number;
                                readonly resources: number;
                            };
                            /** @description true when simulated rows were filled in on first start */
                            readonly demo: boolean;
                            readonly hash: string;
                            readonly id: string;
                            readonly languages: readonly string[];
                            readonly map: {
                                readonly centre: readonly [
                                    number,
                                    number
                                ];
                                readonly zoom: number;
                            };
                            readonly name: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly notes: readonly {
                                readonly licence?: string;
                                readonly text: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly title: string;
                            }[];
                            /** Format: date-time */
                            readonly publishedAt: string;
                            readonly refused: {
                                /** Format: date-time */
                                readonly at: string;
                                readonly problems: readonly {
                                    readonly column: number;
                                    readonly didYouMean?: string;
                                    readonly expected?: string;
                                    readonly file: string;
                                    readonly line: number;
                                    readonly message: string;
                                    readonly severity: "error" | "warning";
                                }[];
                            } | null;
                            readonly timeZone: string;
                            readonly version: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/city/areas": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All areas of the city, in the order of the folder; outlines come as map tiles */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly areas: readonly {
                                readonly code: string;
                                readonly hasOutline: boolean;
                                readonly level: string;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly parent: string | null;
                                readonly seat?: {
                                    readonly approximate: boolean;
                                    readonly position: readonly [
                                        number,
                                        number
                                    ];
                                };
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/city/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Published versions of the city, newest first (at most 200) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly versions: readonly {
                                readonly hash: string;
                                readonly number: number;
                                /** Format: date-time */
                                readonly publishedAt: string;
                                readonly resources: number;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the process answers */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Default Response */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly checks: {
                                readonly [key: string]: string;
                            };
                            readonly status: "ok" | "starting" | "unavailable";
                        };
                    };
                };
                /** @description Default Response */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly checks: {
                                readonly [key: string]: string;
                            };
                            readonly status: "ok" | "starting" | "unavailable";
                        };
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether it can do its work, part by part */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Default Response */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly checks: {
                                readonly [key: string]: string;
                            };
                            readonly status: "ok" | "starting" | "unavailable";
                        };
                    };
                };
                /** @description Default Response */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly checks: {
                                readonly [key: string]: string;
                            };
                            readonly status: "ok" | "starting" | "unavailable";
                        };
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Server-sent events: changes, batch progress, city versions */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly purpose?: string;
                    /** @description change number after which to continue; `Last-Event-ID` does the same */
                    readonly since?: number;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "text/event-stream": string;
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The reader’s role and what it may do */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @description actions this role may do on at least one object */
                            readonly actions: readonly string[];
                            readonly role: {
                                readonly id: string;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            };
                            /** @description demo roles one may take while accounts do not exist */
                            readonly roles: readonly {
                                readonly id: string;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This description */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Default Response */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/places/at": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which area a point lies in (WGS-84) */
        readonly get: {
            readonly parameters: {
                readonly query: {
                    readonly lat: number;
                    readonly lng: number;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @description code of the deepest area whose outline holds the point */
                            readonly area: string | null;
                            readonly inCity: boolean;
                            /** @description from the city down to that area */
                            readonly path: readonly {
                                readonly code: string;
                                readonly level: string;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/places/outlines": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All area outlines as GeoJSON (WGS-84) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/geo+json": string;
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/places/tiles/areas/{z}/{x}/{y}.pbf": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Vector tile of the city’s areas: layers `areas` and `area-seats` */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly x: number;
                    readonly y: number;
                    readonly z: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/vnd.mapbox-vector-tile": string;
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/places/tiles/registers/{resource}/{z}/{x}/{y}.pbf": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Vector tile of a register’s rows: layer `points`, or `cells` with counts where there are many */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly resource: string;
                    readonly x: number;
                    readonly y: number;
                    readonly z: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/vnd.mapbox-vector-tile": string;
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/registers/{resource}/batches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send a batch of rows (CSV or NDJSON, plain or gzip, as the body); answers its accounting when it is in */
        readonly post: {
            readonly parameters: {
                readonly query?: {
                    readonly crs?: "WGS-84" | "CGCS2000" | "GCJ-02" | "BD-09";
                    readonly encoding?: "utf-8" | "gb18030" | "utf-16le";
                    readonly fileName?: string;
                    readonly format?: "csv" | "ndjson";
                    /** @description names this delivery: sent twice under one key it is taken in once */
                    readonly key?: string;
                    readonly mode?: "upsert" | "append";
                    /** @description rows of a simulator: labelled wherever they are shown */
                    readonly simulated?: boolean;
                };
                readonly header?: never;
                readonly path: {
                    readonly resource: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/octet-stream": string;
                    readonly "application/x-ndjson": string;
                    readonly "text/csv": string;
                };
            };
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly bytesExpected: number | null;
                            readonly bytesReceived: number;
                            readonly changeNumber: number | null;
                            readonly deleted: number;
                            readonly encoding: string | null;
                            readonly error: {
                                readonly code: string;
                                readonly detail: string | null;
                                readonly message: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            } | null;
                            readonly fileName: string | null;
                            readonly finishedAt: string | null;
                            readonly format: string | null;
                            /** Format: uuid */
                            readonly id: string;
                            readonly inserted: number;
                            readonly key: string;
                            readonly mode: "upsert" | "append";
                            /** @description things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city */
                            readonly notices: readonly {
                                readonly en?: string;
                                readonly zh: string;
                            }[];
                            readonly received: number;
                            readonly rejected: number;
                            /** @description answer to sending only: this key was taken in before, nothing was done again */
                            readonly repeated?: boolean;
                            readonly resource: string;
                            readonly rowsPerSecond: number | null;
                            readonly simulated: boolean;
                            /** Format: date-time */
                            readonly startedAt: string;
                            /** @enum {string} */
                            readonly status: "receiving" | "merging" | "done" | "failed" | "interrupted";
                            readonly unchanged: number;
                            readonly updated: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/registers/{resource}/changes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Changes of a register after a cursor, with current values */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description default 50 */
                    readonly limit?: number;
                    /** @description what personal data are read for; or the header x-onecity-purpose */
                    readonly purpose?: string;
                    /** @description `cursor` of the answer before; absent = from the start */
                    readonly since?: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly resource: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly changes: readonly {
                                readonly kind: "insert" | "update" | "delete";
                                readonly number: number;
                                readonly ordinal: number;
                                readonly rowId: string;
                                readonly values: {
                                    readonly [key: string]: unknown;
                                } | null;
                            }[];
                            /** @description `number.ordinal` of the last change read (or `number`: the whole set was read); pass as `since` */
                            readonly cursor: string;
                            readonly more: boolean;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/registers/{resource}/rows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Rows of a register: a page as JSON, or all that match as NDJSON, CSV or GeoJSON */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description `next` of the page before */
                    readonly after?: string;
                    /** @description area code of any level; includes everything below */
                    readonly area?: string;
                    /** @description date-time: the rows as the platform knew them then */
                    readonly asOf?: string;
                    /** @description minLng,minLat,maxLng,maxLat (WGS-84) */
                    readonly bbox?: string;
                    /** @description csv: begin with a byte order mark */
                    readonly bom?: boolean;
                    readonly count?: "exact";
                    /** @description json, ndjson, csv, geojson */
                    readonly f?: string;
                    /** @description CQL2 Text (OGC 21-065), subset */
                    readonly filter?: string;
                    /** @description default 50 */
                    readonly limit?: number;
                    /** @description what personal data are read for; or the header x-onecity-purpose */
                    readonly purpose?: string;
                    /** @description csv: put ' before texts a spreadsheet would run as a formula */
                    readonly safe?: "excel";
                    /** @description item id, with - before it for descending */
                    readonly sort?: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly resource: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/geo+json; charset=utf-8": string;
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description the time asked for
                             */
                            readonly asOf?: string;
                            readonly next: string | null;
                            /** @description with `asOf`: the last change set in this state; its changes go on with `since=<number>` */
                            readonly number?: number;
                            readonly rows: readonly {
                                /** @description internal id of the change set that wrote this version */
                                readonly changeSet: number;
                                /** Format: uuid */
                                readonly rowId: string;
                                readonly simulated: boolean;
                                readonly values: {
                                    readonly [key: string]: unknown;
                                };
                            }[];
                            /** @description with `count=exact`: rows that match, counted up to 10,000 */
                            readonly total?: {
                                /** @description false: there are more than `value` */
                                readonly exact: boolean;
                                readonly value: number;
                            };
                        };
                        readonly "application/x-ndjson; charset=utf-8": string;
                        readonly "text/csv; charset=utf-8; header=present": string;
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/registers/{resource}/rows/{rowId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One row as it is now */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description what personal data are read for; or the header x-onecity-purpose */
                    readonly purpose?: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly resource: string;
                    readonly rowId: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @description internal id of the change set that wrote this version */
                            readonly changeSet: number;
                            /** Format: uuid */
                            readonly rowId: string;
                            readonly simulated: boolean;
                            readonly values: {
                                readonly [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/registers/{resource}/rows/{rowId}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every version of a row, with the change sets that wrote and ended it */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description what personal data are read for; or the header x-onecity-purpose */
                    readonly purpose?: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly resource: string;
                    readonly rowId: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly rowId: string;
                            readonly versions: readonly {
                                readonly from: {
                                    readonly at: string | null;
                                    readonly batch: string | null;
                                    readonly number: number | null;
                                };
                                readonly until: {
                                    readonly at: string | null;
                                    readonly batch: string | null;
                                    readonly number: number | null;
                                } | null;
                                readonly values: {
                                    readonly [key: string]: unknown;
                                };
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                readonly default: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly ProblemDetails: {
            readonly code: string;
            readonly detail?: string;
            readonly message: {
                readonly en?: string;
                readonly zh: string;
            };
            readonly params?: {
                readonly [key: string]: unknown;
            };
            readonly requestId: string;
            readonly retryable: boolean;
            readonly status: number;
            readonly title: string;
            readonly type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
