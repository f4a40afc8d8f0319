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
                    readonly status?: "receiving" | "merging" | "held" | "done" | "failed" | "interrupted" | "discarded";
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
                                /** @description mode delete: keys that no row had */
                                readonly absent: number;
                                readonly bytesExpected: number | null;
                                readonly bytesReceived: number;
                                readonly changeNumber: number | null;
                                readonly decidedBy: string | null;
                                /** @description rows removed; with mode replace they were not received, that is why they went */
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
                                readonly expiresAt: string | null;
                                readonly fileName: string | null;
                                readonly finishedAt: string | null;
                                readonly format: string | null;
                                /** Format: uuid */
                                readonly id: string;
                                readonly inserted: number;
                                readonly key: string;
                                /** @enum {string} */
                                readonly mode: "upsert" | "append" | "delete" | "replace" | "undo" | "reread";
                                /** @description things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city */
                                readonly notices: readonly {
                                    readonly en?: string;
                                    readonly zh: string;
                                }[];
                                readonly plan: {
                                    readonly absent: number;
                                    /** @description confirmed once, but the register had moved and more would be removed */
                                    readonly again: boolean;
                                    /** @description rows that would be removed; confirming names this number */
                                    readonly deleted: number;
                                    readonly inserted: number;
                                    /** @description greatest share of the rows that goes without being asked about */
                                    readonly mostRemoved: number;
                                    /** @enum {string} */
                                    readonly reason: "removes-much" | "removes-all" | "unreadable-keys" | "undo";
                                    /** @description rows of the register when this was counted */
                                    readonly rows: number;
                                    readonly skipped: number;
                                    readonly unchanged: number;
                                    readonly updated: number;
                                } | null;
                                /** @description quality rules of the resource, and the rows that broke them */
                                readonly quality: readonly {
                                    /** @description the condition, in FEEL */
                                    readonly check: string;
                                    /** @description reject: rows turned away by this rule, the first they broke; warn: rows taken in though they break it */
                                    readonly rows: number;
                                    readonly rule: string;
                                    /** @enum {string} */
                                    readonly severity: "reject" | "warn";
                                    readonly title: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                }[];
                                /** @description answer for a single batch only: how its file was read; null for a batch that brought no file */
                                readonly readAs?: {
                                    /** @description columns of the file, and the item each feeds as the resource is declared now */
                                    readonly columns: readonly {
                                        readonly item: string | null;
                                        readonly name: string;
                                    }[];
                                    /** @description in the shape of a column mapping file, fit to be sent with another delivery */
                                    readonly layout: {
                                        readonly [key: string]: unknown;
                                    };
                                    /** @description xlsx: sheets that were read */
                                    readonly sheets: readonly string[];
                                } | null;
                                readonly received: number;
                                readonly rejected: number;
                                readonly repairs: string | null;
                                /** @description answer to sending only: this key was taken in before, nothing was done again */
                                readonly repeated?: boolean;
                                readonly reread: {
                                    readonly from: string;
                                    readonly swapped: boolean;
                                    readonly to: string;
                                } | null;
                                readonly resource: string;
                                readonly rowsAfter: number | null;
                                readonly rowsBefore: number | null;
                                readonly rowsPerSecond: number | null;
                                readonly sentBy: string | null;
                                readonly simulated: boolean;
                                /** @description mode undo: rows left because a later batch changed them */
                                readonly skipped: number;
                                /** Format: date-time */
                                readonly startedAt: string;
                                /** @enum {string} */
                                readonly status: "receiving" | "merging" | "held" | "done" | "failed" | "interrupted" | "discarded";
                                readonly unchanged: number;
                                readonly undoes: string | null;
                                readonly undoneBy: string | null;
                                readonly updated: number;
                            }[];
                            /** @description by id, names of the resources of these batches; of one that the city no longer declares none */
                            readonly names: {
                                readonly [key: string]: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            };
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
                            /** @description mode delete: keys that no row had */
                            readonly absent: number;
                            readonly bytesExpected: number | null;
                            readonly bytesReceived: number;
                            readonly changeNumber: number | null;
                            readonly decidedBy: string | null;
                            /** @description rows removed; with mode replace they were not received, that is why they went */
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
                            readonly expiresAt: string | null;
                            readonly fileName: string | null;
                            readonly finishedAt: string | null;
                            readonly format: string | null;
                            /** Format: uuid */
                            readonly id: string;
                            readonly inserted: number;
                            readonly key: string;
                            /** @enum {string} */
                            readonly mode: "upsert" | "append" | "delete" | "replace" | "undo" | "reread";
                            /** @description things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city */
                            readonly notices: readonly {
                                readonly en?: string;
                                readonly zh: string;
                            }[];
                            readonly plan: {
                                readonly absent: number;
                                /** @description confirmed once, but the register had moved and more would be removed */
                                readonly again: boolean;
                                /** @description rows that would be removed; confirming names this number */
                                readonly deleted: number;
                                readonly inserted: number;
                                /** @description greatest share of the rows that goes without being asked about */
                                readonly mostRemoved: number;
                                /** @enum {string} */
                                readonly reason: "removes-much" | "removes-all" | "unreadable-keys" | "undo";
                                /** @description rows of the register when this was counted */
                                readonly rows: number;
                                readonly skipped: number;
                                readonly unchanged: number;
                                readonly updated: number;
                            } | null;
                            /** @description quality rules of the resource, and the rows that broke them */
                            readonly quality: readonly {
                                /** @description the condition, in FEEL */
                                readonly check: string;
                                /** @description reject: rows turned away by this rule, the first they broke; warn: rows taken in though they break it */
                                readonly rows: number;
                                readonly rule: string;
                                /** @enum {string} */
                                readonly severity: "reject" | "warn";
                                readonly title: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            /** @description answer for a single batch only: how its file was read; null for a batch that brought no file */
                            readonly readAs?: {
                                /** @description columns of the file, and the item each feeds as the resource is declared now */
                                readonly columns: readonly {
                                    readonly item: string | null;
                                    readonly name: string;
                                }[];
                                /** @description in the shape of a column mapping file, fit to be sent with another delivery */
                                readonly layout: {
                                    readonly [key: string]: unknown;
                                };
                                /** @description xlsx: sheets that were read */
                                readonly sheets: readonly string[];
                            } | null;
                            readonly received: number;
                            readonly rejected: number;
                            readonly repairs: string | null;
                            /** @description answer to sending only: this key was taken in before, nothing was done again */
                            readonly repeated?: boolean;
                            readonly reread: {
                                readonly from: string;
                                readonly swapped: boolean;
                                readonly to: string;
                            } | null;
                            readonly resource: string;
                            readonly rowsAfter: number | null;
                            readonly rowsBefore: number | null;
                            readonly rowsPerSecond: number | null;
                            readonly sentBy: string | null;
                            readonly simulated: boolean;
                            /** @description mode undo: rows left because a later batch changed them */
                            readonly skipped: number;
                            /** Format: date-time */
                            readonly startedAt: string;
                            /** @enum {string} */
                            readonly status: "receiving" | "merging" | "held" | "done" | "failed" | "interrupted" | "discarded";
                            readonly unchanged: number;
                            readonly undoes: string | null;
                            readonly undoneBy: string | null;
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
    readonly "/api/batches/{batch}/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Do what a held batch would do; if more rows would go by now, it is held again with new figures */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly batch: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @description the number of removals that is confirmed: `plan.deleted` as shown */
                        readonly deleted: number;
                    };
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
                            /** @description mode delete: keys that no row had */
                            readonly absent: number;
                            readonly bytesExpected: number | null;
                            readonly bytesReceived: number;
                            readonly changeNumber: number | null;
                            readonly decidedBy: string | null;
                            /** @description rows removed; with mode replace they were not received, that is why they went */
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
                            readonly expiresAt: string | null;
                            readonly fileName: string | null;
                            readonly finishedAt: string | null;
                            readonly format: string | null;
                            /** Format: uuid */
                            readonly id: string;
                            readonly inserted: number;
                            readonly key: string;
                            /** @enum {string} */
                            readonly mode: "upsert" | "append" | "delete" | "replace" | "undo" | "reread";
                            /** @description things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city */
                            readonly notices: readonly {
                                readonly en?: string;
                                readonly zh: string;
                            }[];
                            readonly plan: {
                                readonly absent: number;
                                /** @description confirmed once, but the register had moved and more would be removed */
                                readonly again: boolean;
                                /** @description rows that would be removed; confirming names this number */
                                readonly deleted: number;
                                readonly inserted: number;
                                /** @description greatest share of the rows that goes without being asked about */
                                readonly mostRemoved: number;
                                /** @enum {string} */
                                readonly reason: "removes-much" | "removes-all" | "unreadable-keys" | "undo";
                                /** @description rows of the register when this was counted */
                                readonly rows: number;
                                readonly skipped: number;
                                readonly unchanged: number;
                                readonly updated: number;
                            } | null;
                            /** @description quality rules of the resource, and the rows that broke them */
                            readonly quality: readonly {
                                /** @description the condition, in FEEL */
                                readonly check: string;
                                /** @description reject: rows turned away by this rule, the first they broke; warn: rows taken in though they break it */
                                readonly rows: number;
                                readonly rule: string;
                                /** @enum {string} */
                                readonly severity: "reject" | "warn";
                                readonly title: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            /** @description answer for a single batch only: how its file was read; null for a batch that brought no file */
                            readonly readAs?: {
                                /** @description columns of the file, and the item each feeds as the resource is declared now */
                                readonly columns: readonly {
                                    readonly item: string | null;
                                    readonly name: string;
                                }[];
                                /** @description in the shape of a column mapping file, fit to be sent with another delivery */
                                readonly layout: {
                                    readonly [key: string]: unknown;
                                };
                                /** @description xlsx: sheets that were read */
                                readonly sheets: readonly string[];
                            } | null;
                            readonly received: number;
                            readonly rejected: number;
                            readonly repairs: string | null;
                            /** @description answer to sending only: this key was taken in before, nothing was done again */
                            readonly repeated?: boolean;
                            readonly reread: {
                                readonly from: string;
                                readonly swapped: boolean;
                                readonly to: string;
                            } | null;
                            readonly resource: string;
                            readonly rowsAfter: number | null;
                            readonly rowsBefore: number | null;
                            readonly rowsPerSecond: number | null;
                            readonly sentBy: string | null;
                            readonly simulated: boolean;
                            /** @description mode undo: rows left because a later batch changed them */
                            readonly skipped: number;
                            /** Format: date-time */
                            readonly startedAt: string;
                            /** @enum {string} */
                            readonly status: "receiving" | "merging" | "held" | "done" | "failed" | "interrupted" | "discarded";
                            readonly unchanged: number;
                            readonly undoes: string | null;
                            readonly undoneBy: string | null;
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
    readonly "/api/batches/{batch}/discard": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give a held batch up; the register is as if it had never come */
        readonly post: {
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
                            /** @description mode delete: keys that no row had */
                            readonly absent: number;
                            readonly bytesExpected: number | null;
                            readonly bytesReceived: number;
                            readonly changeNumber: number | null;
                            readonly decidedBy: string | null;
                            /** @description rows removed; with mode replace they were not received, that is why they went */
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
                            readonly expiresAt: string | null;
                            readonly fileName: string | null;
                            readonly finishedAt: string | null;
                            readonly format: string | null;
                            /** Format: uuid */
                            readonly id: string;
                            readonly inserted: number;
                            readonly key: string;
                            /** @enum {string} */
                            readonly mode: "upsert" | "append" | "delete" | "replace" | "undo" | "reread";
                            /** @description things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city */
                            readonly notices: readonly {
                                readonly en?: string;
                                readonly zh: string;
                            }[];
                            readonly plan: {
                                readonly absent: number;
                                /** @description confirmed once, but the register had moved and more would be removed */
                                readonly again: boolean;
                                /** @description rows that would be removed; confirming names this number */
                                readonly deleted: number;
                                readonly inserted: number;
                                /** @description greatest share of the rows that goes without being asked about */
                                readonly mostRemoved: number;
                                /** @enum {string} */
                                readonly reason: "removes-much" | "removes-all" | "unreadable-keys" | "undo";
                                /** @description rows of the register when this was counted */
                                readonly rows: number;
                                readonly skipped: number;
                                readonly unchanged: number;
                                readonly updated: number;
                            } | null;
                            /** @description quality rules of the resource, and the rows that broke them */
                            readonly quality: readonly {
                                /** @description the condition, in FEEL */
                                readonly check: string;
                                /** @description reject: rows turned away by this rule, the first they broke; warn: rows taken in though they break it */
                                readonly rows: number;
                                readonly rule: string;
                                /** @enum {string} */
                                readonly severity: "reject" | "warn";
                                readonly title: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            /** @description answer for a single batch only: how its file was read; null for a batch that brought no file */
                            readonly readAs?: {
                                /** @description columns of the file, and the item each feeds as the resource is declared now */
                                readonly columns: readonly {
                                    readonly item: string | null;
                                    readonly name: string;
                                }[];
                                /** @description in the shape of a column mapping file, fit to be sent with another delivery */
                                readonly layout: {
                                    readonly [key: string]: unknown;
                                };
                                /** @description xlsx: sheets that were read */
                                readonly sheets: readonly string[];
                            } | null;
                            readonly received: number;
                            readonly rejected: number;
                            readonly repairs: string | null;
                            /** @description answer to sending only: this key was taken in before, nothing was done again */
                            readonly repeated?: boolean;
                            readonly reread: {
                                readonly from: string;
                                readonly swapped: boolean;
                                readonly to: string;
                            } | null;
                            readonly resource: string;
                            readonly rowsAfter: number | null;
                            readonly rowsBefore: number | null;
                            readonly rowsPerSecond: number | null;
                            readonly sentBy: string | null;
                            readonly simulated: boolean;
                            /** @description mode undo: rows left because a later batch changed them */
                            readonly skipped: number;
                            /** Format: date-time */
                            readonly startedAt: string;
                            /** @enum {string} */
                            readonly status: "receiving" | "merging" | "held" | "done" | "failed" | "interrupted" | "discarded";
                            readonly unchanged: number;
                            readonly undoes: string | null;
                            readonly undoneBy: string | null;
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
    readonly "/api/batches/{batch}/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Rows that a held batch would remove, and rows that an undo leaves, as far as the reader may see rows */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description what personal data are read for; or the header x-onecity-purpose */
                    readonly purpose?: string;
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
                            /** @description examples of rows that would go, at most 20 */
                            readonly removed: readonly {
                                readonly rowId: string;
                                readonly values: {
                                    readonly [key: string]: unknown;
                                } | null;
                            }[];
                            /** @description undo: rows that stay as a later batch left them, at most 100 */
                            readonly skipped: readonly {
                                readonly rowId: string;
                                readonly values: {
                                    readonly [key: string]: unknown;
                                } | null;
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
                                readonly rule: string | null;
                            }[];
                            readonly next: string | null;
                            readonly rejects: readonly {
                                /** @description reason code, e.g. not-a-date, too-long, duplicate-key, quality-rule */
                                readonly code: string;
                                readonly item: string | null;
                                /** @description names the row: its line in the file, counting from 1, header included; of JSON and shapes the record. Shown to people: `place` */
                                readonly line: number;
                                /** @description the same where a line alone does not tell: `sheet!row`, and the column of a table turned into rows */
                                readonly place: string;
                                readonly raw: string;
                                readonly reason: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly repairedBy: string | null;
                                readonly rule: string | null;
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
    readonly "/api/batches/{batch}/rejects/{line}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One reject as values by item, to be mended by hand, with what a safe repair would make of it */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly batch: string;
                    readonly line: number;
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
                            readonly item: string | null;
                            readonly line: number;
                            /** @description item id → the text a safe repair would make of it */
                            readonly proposed: {
                                readonly [key: string]: string;
                            };
                            readonly reason: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            /** @description item id → the text delivered for it */
                            readonly values: {
                                readonly [key: string]: string;
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
    readonly "/api/batches/{batch}/repairs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Rejects grouped by the repair that would make them good, with examples before and after */
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
                            readonly groups: readonly {
                                /** @description rows that need this repair and are good once all theirs are made */
                                readonly count: number;
                                readonly examples: readonly {
                                    readonly from: string;
                                    readonly line: number;
                                    readonly to: string;
                                }[];
                                readonly item: string;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                /**
                                 * @description how the value is mended
                                 * @enum {string}
                                 */
                                readonly rule: "half-width" | "inner-spaces" | "trailing-point-zero" | "thousands-separator" | "unit" | "date-form" | "swapped-day-month" | "excel-serial" | "citizen-id-15" | "letter-for-digit" | "nearest-code" | "swapped-lng-lat" | "accepted-now";
                            }[];
                            /** @description rejects without a safe proposal: to be edited by hand, or sent anew */
                            readonly others: number;
                            /** @description rejects that the proposed repairs make good */
                            readonly repairable: number;
                            /** @description rejects whose mended row was taken in */
                            readonly repaired: number;
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
        /** Take mended rejects in as a batch of their own: chosen groups, rows mended by hand, or both */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly batch: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @description a row is taken in when the chosen groups hold all the repairs it needs */
                        readonly groups?: readonly {
                            readonly item: string;
                            readonly rule: string;
                        }[];
                        /** @description rows mended by hand: values that take the place of the delivered ones */
                        readonly rows?: readonly {
                            readonly line: number;
                            readonly values: {
                                readonly [key: string]: string;
                            };
                        }[];
                    };
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
                            /** @description mode delete: keys that no row had */
                            readonly absent: number;
                            readonly bytesExpected: number | null;
                            readonly bytesReceived: number;
                            readonly changeNumber: number | null;
                            readonly decidedBy: string | null;
                            /** @description rows removed; with mode replace they were not received, that is why they went */
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
                            readonly expiresAt: string | null;
                            readonly fileName: string | null;
                            readonly finishedAt: string | null;
                            readonly format: string | null;
                            /** Format: uuid */
                            readonly id: string;
                            readonly inserted: number;
                            readonly key: string;
                            /** @enum {string} */
                            readonly mode: "upsert" | "append" | "delete" | "replace" | "undo" | "reread";
                            /** @description things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city */
                            readonly notices: readonly {
                                readonly en?: string;
                                readonly zh: string;
                            }[];
                            readonly plan: {
                                readonly absent: number;
                                /** @description confirmed once, but the register had moved and more would be removed */
                                readonly again: boolean;
                                /** @description rows that would be removed; confirming names this number */
                                readonly deleted: number;
                                readonly inserted: number;
                                /** @description greatest share of the rows that goes without being asked about */
                                readonly mostRemoved: number;
                                /** @enum {string} */
                                readonly reason: "removes-much" | "removes-all" | "unreadable-keys" | "undo";
                                /** @description rows of the register when this was counted */
                                readonly rows: number;
                                readonly skipped: number;
                                readonly unchanged: number;
                                readonly updated: number;
                            } | null;
                            /** @description quality rules of the resource, and the rows that broke them */
                            readonly quality: readonly {
                                /** @description the condition, in FEEL */
                                readonly check: string;
                                /** @description reject: rows turned away by this rule, the first they broke; warn: rows taken in though they break it */
                                readonly rows: number;
                                readonly rule: string;
                                /** @enum {string} */
                                readonly severity: "reject" | "warn";
                                readonly title: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            /** @description answer for a single batch only: how its file was read; null for a batch that brought no file */
                            readonly readAs?: {
                                /** @description columns of the file, and the item each feeds as the resource is declared now */
                                readonly columns: readonly {
                                    readonly item: string | null;
                                    readonly name: string;
                                }[];
                                /** @description in the shape of a column mapping file, fit to be sent with another delivery */
                                readonly layout: {
                                    readonly [key: string]: unknown;
                                };
                                /** @description xlsx: sheets that were read */
                                readonly sheets: readonly string[];
                            } | null;
                            readonly received: number;
                            readonly rejected: number;
                            readonly repairs: string | null;
                            /** @description answer to sending only: this key was taken in before, nothing was done again */
                            readonly repeated?: boolean;
                            readonly reread: {
                                readonly from: string;
                                readonly swapped: boolean;
                                readonly to: string;
                            } | null;
                            readonly resource: string;
                            readonly rowsAfter: number | null;
                            readonly rowsBefore: number | null;
                            readonly rowsPerSecond: number | null;
                            readonly sentBy: string | null;
                            readonly simulated: boolean;
                            /** @description mode undo: rows left because a later batch changed them */
                            readonly skipped: number;
                            /** Format: date-time */
                            readonly startedAt: string;
                            /** @enum {string} */
                            readonly status: "receiving" | "merging" | "held" | "done" | "failed" | "interrupted" | "discarded";
                            readonly unchanged: number;
                            readonly undoes: string | null;
                            readonly undoneBy: string | null;
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
    readonly "/api/batches/{batch}/reread": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the positions of a batch would be in another coordinate system: shares inside, and examples */
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
                            /** @description false: of a very large batch both are estimated from the sample */
                            readonly exact: boolean;
                            /** @description system the positions were taken for */
                            readonly from: string;
                            /** @description share of the sample that lies inside as it is */
                            readonly inside: number;
                            readonly readings: readonly {
                                /** @enum {string} */
                                readonly crs: "WGS-84" | "GCJ-02" | "BD-09" | "CGCS2000";
                                /** @description a few rows; none for who may not see delivered values */
                                readonly examples: readonly {
                                    readonly after: readonly number[];
                                    /** @description longitude, latitude, WGS-84, as stored */
                                    readonly before: readonly number[];
                                    readonly insideAfter: boolean;
                                    readonly insideBefore: boolean;
                                    readonly metres: number;
                                    readonly rowId: string;
                                }[];
                                /** @description share that would lie inside */
                                readonly inside: number;
                                /** @description brings in at least half of what lies outside, and most of all readings */
                                readonly proposed: boolean;
                                /** @description longitude and latitude stood in each other’s place */
                                readonly swapped: boolean;
                            }[];
                            /** @description rows of the batch with positions that no later batch changed */
                            readonly rows: number;
                            /** @description rows tried, spread evenly over the batch */
                            readonly sampled: number;
                            /** @description rows that a later batch changed or removed: they stay as they are */
                            readonly skipped: number;
                            readonly within: {
                                readonly en?: string;
                                readonly zh: string;
                            } | null;
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
        /** Read the positions of a batch again as of another coordinate system, as a batch of its own */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly batch: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly crs: "WGS-84" | "GCJ-02" | "BD-09" | "CGCS2000";
                        /** @description longitude and latitude stood in each other’s place */
                        readonly swapped: boolean;
                    };
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
                            /** @description mode delete: keys that no row had */
                            readonly absent: number;
                            readonly bytesExpected: number | null;
                            readonly bytesReceived: number;
                            readonly changeNumber: number | null;
                            readonly decidedBy: string | null;
                            /** @description rows removed; with mode replace they were not received, that is why they went */
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
                            readonly expiresAt: string | null;
                            readonly fileName: string | null;
                            readonly finishedAt: string | null;
                            readonly format: string | null;
                            /** Format: uuid */
                            readonly id: string;
                            readonly inserted: number;
                            readonly key: string;
                            /** @enum {string} */
                            readonly mode: "upsert" | "append" | "delete" | "replace" | "undo" | "reread";
                            /** @description things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city */
                            readonly notices: readonly {
                                readonly en?: string;
                                readonly zh: string;
                            }[];
                            readonly plan: {
                                readonly absent: number;
                                /** @description confirmed once, but the register had moved and more would be removed */
                                readonly again: boolean;
                                /** @description rows that would be removed; confirming names this number */
                                readonly deleted: number;
                                readonly inserted: number;
                                /** @description greatest share of the rows that goes without being asked about */
                                readonly mostRemoved: number;
                                /** @enum {string} */
                                readonly reason: "removes-much" | "removes-all" | "unreadable-keys" | "undo";
                                /** @description rows of the register when this was counted */
                                readonly rows: number;
                                readonly skipped: number;
                                readonly unchanged: number;
                                readonly updated: number;
                            } | null;
                            /** @description quality rules of the resource, and the rows that broke them */
                            readonly quality: readonly {
                                /** @description the condition, in FEEL */
                                readonly check: string;
                                /** @description reject: rows turned away by this rule, the first they broke; warn: rows taken in though they break it */
                                readonly rows: number;
                                readonly rule: string;
                                /** @enum {string} */
                                readonly severity: "reject" | "warn";
                                readonly title: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            /** @description answer for a single batch only: how its file was read; null for a batch that brought no file */
                            readonly readAs?: {
                                /** @description columns of the file, and the item each feeds as the resource is declared now */
                                readonly columns: readonly {
                                    readonly item: string | null;
                                    readonly name: string;
                                }[];
                                /** @description in the shape of a column mapping file, fit to be sent with another delivery */
                                readonly layout: {
                                    readonly [key: string]: unknown;
                                };
                                /** @description xlsx: sheets that were read */
                                readonly sheets: readonly string[];
                            } | null;
                            readonly received: number;
                            readonly rejected: number;
                            readonly repairs: string | null;
                            /** @description answer to sending only: this key was taken in before, nothing was done again */
                            readonly repeated?: boolean;
                            readonly reread: {
                                readonly from: string;
                                readonly swapped: boolean;
                                readonly to: string;
                            } | null;
                            readonly resource: string;
                            readonly rowsAfter: number | null;
                            readonly rowsBefore: number | null;
                            readonly rowsPerSecond: number | null;
                            readonly sentBy: string | null;
                            readonly simulated: boolean;
                            /** @description mode undo: rows left because a later batch changed them */
                            readonly skipped: number;
                            /** Format: date-time */
                            readonly startedAt: string;
                            /** @enum {string} */
                            readonly status: "receiving" | "merging" | "held" | "done" | "failed" | "interrupted" | "discarded";
                            readonly unchanged: number;
                            readonly undoes: string | null;
                            readonly undoneBy: string | null;
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
    readonly "/api/batches/{batch}/undo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Prepare to take a batch back: answers a held batch of mode undo with what it would do, to be confirmed */
        readonly post: {
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
                            /** @description mode delete: keys that no row had */
                            readonly absent: number;
                            readonly bytesExpected: number | null;
                            readonly bytesReceived: number;
                            readonly changeNumber: number | null;
                            readonly decidedBy: string | null;
                            /** @description rows removed; with mode replace they were not received, that is why they went */
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
                            readonly expiresAt: string | null;
                            readonly fileName: string | null;
                            readonly finishedAt: string | null;
                            readonly format: string | null;
                            /** Format: uuid */
                            readonly id: string;
                            readonly inserted: number;
                            readonly key: string;
                            /** @enum {string} */
                            readonly mode: "upsert" | "append" | "delete" | "replace" | "undo" | "reread";
                            /** @description things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city */
                            readonly notices: readonly {
                                readonly en?: string;
                                readonly zh: string;
                            }[];
                            readonly plan: {
                                readonly absent: number;
                                /** @description confirmed once, but the register had moved and more would be removed */
                                readonly again: boolean;
                                /** @description rows that would be removed; confirming names this number */
                                readonly deleted: number;
                                readonly inserted: number;
                                /** @description greatest share of the rows that goes without being asked about */
                                readonly mostRemoved: number;
                                /** @enum {string} */
                                readonly reason: "removes-much" | "removes-all" | "unreadable-keys" | "undo";
                                /** @description rows of the register when this was counted */
                                readonly rows: number;
                                readonly skipped: number;
                                readonly unchanged: number;
                                readonly updated: number;
                            } | null;
                            /** @description quality rules of the resource, and the rows that broke them */
                            readonly quality: readonly {
                                /** @description the condition, in FEEL */
                                readonly check: string;
                                /** @description reject: rows turned away by this rule, the first they broke; warn: rows taken in though they break it */
                                readonly rows: number;
                                readonly rule: string;
                                /** @enum {string} */
                                readonly severity: "reject" | "warn";
                                readonly title: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            /** @description answer for a single batch only: how its file was read; null for a batch that brought no file */
                            readonly readAs?: {
                                /** @description columns of the file, and the item each feeds as the resource is declared now */
                                readonly columns: readonly {
                                    readonly item: string | null;
                                    readonly name: string;
                                }[];
                                /** @description in the shape of a column mapping file, fit to be sent with another delivery */
                                readonly layout: {
                                    readonly [key: string]: unknown;
                                };
                                /** @description xlsx: sheets that were read */
                                readonly sheets: readonly string[];
                            } | null;
                            readonly received: number;
                            readonly rejected: number;
                            readonly repairs: string | null;
                            /** @description answer to sending only: this key was taken in before, nothing was done again */
                            readonly repeated?: boolean;
                            readonly reread: {
                                readonly from: string;
                                readonly swapped: boolean;
                                readonly to: string;
                            } | null;
                            readonly resource: string;
                            readonly rowsAfter: number | null;
                            readonly rowsBefore: number | null;
                            readonly rowsPerSecond: number | null;
                            readonly sentBy: string | null;
                            readonly simulated: boolean;
                            /** @description mode undo: rows left because a later batch changed them */
                            readonly skipped: number;
                            /** Format: date-time */
                            readonly startedAt: string;
                            /** @enum {string} */
                            readonly status: "receiving" | "merging" | "held" | "done" | "failed" | "interrupted" | "discarded";
                            readonly unchanged: number;
                            readonly undoes: string | null;
                            readonly undoneBy: string | null;
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
    readonly "/api/catalogue.jsonld": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The whole catalogue as DCAT-AP 3.0: what is shared or open, as the reader may know of it */
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
                        readonly "application/ld+json": string;
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
    readonly "/api/catalogue.ttl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The whole catalogue as DCAT-AP 3.0: what is shared or open, as the reader may know of it */
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
                        readonly "text/turtle; charset=utf-8": string;
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
        /** Resources of the catalogue that match, with counts by facet */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description leading digit of the resource code, or leading three */
                    readonly class?: string;
                    readonly freshness?: "fresh" | "due" | "stale" | "never" | "untimed";
                    readonly hasRows?: boolean;
                    readonly kind?: "stored" | "service" | "stream" | "layer" | "file";
                    /** @description default 50 */
                    readonly limit?: number;
                    /** @description rows have a point, line or polygon, and lie in this city */
                    readonly mappable?: boolean;
                    readonly offset?: number;
                    readonly open?: "unconditional" | "conditional" | "none";
                    /** @description department id */
                    readonly owner?: string;
                    readonly personal?: boolean;
                    /** @description words that must all be found in names, codes, tags, items, department or abstract; one letter of a word, or one of three Chinese characters, may be wrong */
                    readonly q?: string;
                    readonly shareType?: "unconditional" | "conditional" | "none";
                    /** @description default: relevance when words are given, else by id */
                    readonly sort?: "relevance" | "name" | "updated" | "rows" | "code";
                    /** @description a tag, by its Chinese text */
                    readonly tag?: string;
                    readonly update?: "realtime" | "daily" | "weekly" | "monthly" | "quarterly" | "half-yearly" | "yearly" | "irregular" | "never";
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
                            /** @description how many match by value; each facet ignores its own filter */
                            readonly facets: {
                                /** @description classes (one digit) and items (three digits) of the resource code */
                                readonly class: readonly {
                                    readonly count: number;
                                    readonly id: string;
                                    readonly name: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                }[];
                                /** @description fresh, due, stale, never, untimed */
                                readonly freshness: readonly {
                                    readonly count: number;
                                    readonly id: string;
                                }[];
                                /** @description kinds of resources */
                                readonly kind: readonly {
                                    readonly count: number;
                                    readonly id: string;
                                }[];
                                /** @description opening to society */
                                readonly open: readonly {
                                    readonly count: number;
                                    readonly id: string;
                                }[];
                                /** @description departments */
                                readonly owner: readonly {
                                    readonly count: number;
                                    readonly id: string;
                                    readonly name: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                }[];
                                /** @description `true`: holds personal data */
                                readonly personal: readonly {
                                    readonly count: number;
                                    readonly id: string;
                                }[];
                                /** @description sharing types */
                                readonly shareType: readonly {
                                    readonly count: number;
                                    readonly id: string;
                                }[];
                                /** @description tags, the most frequent */
                                readonly tag: readonly {
                                    readonly count: number;
                                    readonly id: string;
                                    readonly name: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                }[];
                                /** @description update cycles */
                                readonly update: readonly {
                                    readonly count: number;
                                    readonly id: string;
                                }[];
                            };
                            /** @description what was found, in lower case and ordinary width: mark it where it occurs in the texts shown */
                            readonly marks: readonly string[];
                            readonly resources: readonly {
                                readonly abstract?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                /** @description class, item, category, sub-category of the code */
                                readonly classification: readonly {
                                    readonly code: string;
                                    readonly name?: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                }[];
                                readonly code?: string;
                                readonly foreign?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly freshness: {
                                    readonly limitMinutes: number | null;
                                    readonly staleAt: string | null;
                                    /** @description fresh, due (the last fifth of the limit), stale, never (no batch) or untimed */
                                    readonly state: string;
                                };
                                readonly geometry: string | null;
                                readonly hasArea: boolean;
                                readonly hasPoint: boolean;
                                readonly id: string;
                                readonly itemCount: number;
                                readonly kind: string;
                                /** @description items in which the words were found (a few) */
                                readonly matchedItems: readonly {
                                    readonly id: string;
                                    readonly name: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                }[];
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
                                readonly register: {
                                    readonly lastBatchAt: string | null;
                                    readonly lastChange: number | null;
                                    /** @description rows now in the register, whatever the reader may see of them */
                                    readonly rows: number;
                                    /** @description at least one batch of simulated rows was taken in */
                                    readonly simulatedRows: boolean;
                                };
                                readonly shareType: string;
                                readonly tags: readonly {
                                    readonly en?: string;
                                    readonly zh: string;
                                }[];
                                readonly update: string;
                            }[];
                            /** @description other words that would find something, when nothing was found */
                            readonly suggestions: readonly {
                                readonly q: string;
                                readonly total: number;
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
                            readonly business?: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            /** @description class, item, category, sub-category of the code */
                            readonly classification: readonly {
                                readonly code: string;
                                readonly name?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            readonly code?: string;
                            readonly crs: string;
                            readonly extent?: {
                                readonly areas: readonly {
                                    readonly code: string;
                                    readonly name: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                }[];
                                readonly level: string;
                            };
                            readonly file?: {
                                readonly location: string | null;
                                readonly mediaType: string;
                                readonly sizeBytes?: number;
                            };
                            readonly foreign?: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly formats: readonly {
                                readonly class: string;
                                readonly name: string;
                            }[];
                            readonly freshness: {
                                readonly limitMinutes: number | null;
                                readonly staleAt: string | null;
                                /** @description fresh, due (the last fifth of the limit), stale, never (no batch) or untimed */
                                readonly state: string;
                            };
                            readonly geometry: string | null;
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
                                /** @description data type letter of the catalogue guide: C N Y D T L M G B I F */
                                readonly dataType: string;
                                readonly derived?: string;
                                readonly edition?: string;
                                /** @description the stricter of item and resource */
                                readonly effectiveShare: string;
                                readonly from?: string;
                                readonly headers: readonly string[];
                                readonly id: string;
                                readonly index: boolean;
                                /** @description characters, or `digits,scale` */
                                readonly length?: string;
                                readonly mask?: string;
                                readonly max?: number;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly optional: boolean;
                                readonly range?: {
                                    readonly max?: number;
                                    readonly min?: number;
                                };
                                readonly scale?: number;
                                readonly sensitive?: string;
                                readonly share?: string;
                                readonly type: string;
                                readonly unit?: string;
                            }[];
                            readonly key: readonly string[];
                            readonly kind: string;
                            readonly layer?: {
                                readonly attribution: string;
                                readonly format: string;
                                readonly licence: string;
                                readonly mapNumber?: string;
                                readonly url: string | null;
                            };
                            readonly legalBasis?: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly name: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly open: string;
                            readonly openCondition?: {
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
                            readonly period?: {
                                readonly from?: string;
                                readonly to?: string;
                            };
                            readonly personal: boolean;
                            /** @description unified social credit code of the provider, when published */
                            readonly providerCode?: string;
                            readonly publishedOn?: string;
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
                            readonly related: readonly {
                                readonly code: string;
                                readonly id?: string;
                                readonly name?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            /** @description what the numbers of the code and the limits of freshness rest on */
                            readonly rules: {
                                readonly classification: {
                                    readonly confidence: string;
                                    readonly effectiveFrom: string;
                                    readonly source: string;
                                };
                                readonly freshness: {
                                    readonly effectiveFrom: string;
                                    readonly source: string;
                                };
                            };
                            readonly service?: {
                                readonly answers: string;
                                readonly endpoint: string | null;
                                /** @description unknown until somebody asks it */
                                readonly health: string;
                                readonly keys: readonly string[];
                                readonly timeLimitMs: number;
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
                                readonly method: {
                                    readonly by: string;
                                    readonly note?: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                };
                                readonly purposes?: readonly string[];
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
                            readonly stream?: {
                                readonly periodSeconds: number;
                                readonly property: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly range?: {
                                    readonly max?: number;
                                    readonly min?: number;
                                };
                                readonly silenceSeconds: number;
                                readonly sources: readonly {
                                    readonly address: string;
                                    readonly by: string;
                                }[] | null;
                                readonly thing: string;
                                readonly unit: string;
                            };
                            readonly subject?: {
                                readonly item: string;
                                readonly kind: string;
                            };
                            readonly system?: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly tags: readonly {
                                readonly en?: string;
                                readonly zh: string;
                            }[];
                            readonly timeZone: string;
                            readonly unit?: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly update: string;
                            readonly useConditions?: {
                                readonly en?: string;
                                readonly zh: string;
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
    readonly "/api/catalogue/resources/{resource}/dcat.jsonld": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One resource as DCAT-AP 3.0 */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
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
                        readonly "application/ld+json": string;
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
    readonly "/api/catalogue/resources/{resource}/dcat.ttl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One resource as DCAT-AP 3.0 */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
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
                        readonly "text/turtle; charset=utf-8": string;
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
    readonly "/api/catalogue/resources/{resource}/quality": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Freshness and quality of a register as last measured: completeness, unverified codes, rejected rows */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
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
                            /** @description the last batches, newest first */
                            readonly batches: readonly {
                                /** Format: date-time */
                                readonly at: string;
                                readonly id: string;
                                readonly received: number;
                                readonly rejected: number;
                            }[];
                            readonly freshness: {
                                readonly limitMinutes: number | null;
                                readonly staleAt: string | null;
                                /** @description fresh, due (the last fifth of the limit), stale, never (no batch) or untimed */
                                readonly state: string;
                            };
                            readonly measured: {
                                /** Format: date-time */
                                readonly at: string;
                                /** @description no batch has changed the register since */
                                readonly isCurrent: boolean;
                                readonly items: readonly {
                                    /** @description rows with a value */
                                    readonly filled: number;
                                    readonly id: string;
                                    readonly unverified: number | null;
                                }[];
                                readonly key: {
                                    /** @description rows whose key another row has too */
                                    readonly repeated: number;
                                } | null;
                                readonly rows: number;
                                readonly sampled: number | null;
                                readonly tookMs: number;
                            } | null;
                            /** @description rows of these batches that were not taken in, by reason */
                            readonly rejects: readonly {
                                readonly code: string;
                                readonly count: number;
                                readonly item: string | null;
                                readonly reason: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            /** @description quality rules that the resource declares */
                            readonly rules: readonly {
                                /** @description the condition, in FEEL */
                                readonly check: string;
                                readonly id: string;
                                readonly rows: number | null;
                                /** @enum {string} */
                                readonly severity: "reject" | "warn";
                                readonly source?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly title: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            readonly rulesBatch: {
                                /** Format: date-time */
                                readonly at: string;
                                readonly id: string;
                                readonly received: number;
                            } | null;
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
                                readonly parent?: number | null;
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
    readonly "/api/city/drafts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Drafts, open ones first (at most 200) */
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
                            readonly drafts: readonly {
                                readonly author: string;
                                /** @description version that was live when it was begun */
                                readonly base: number;
                                /** Format: date-time */
                                readonly createdAt: string;
                                readonly files: readonly {
                                    readonly change: "added" | "changed" | "removed";
                                    /** @description the live file is no longer the one the change was made from */
                                    readonly conflict: boolean;
                                    readonly path: string;
                                }[];
                                readonly id: string;
                                readonly status: "open" | "published" | "discarded";
                                readonly title: string;
                                /** Format: date-time */
                                readonly updatedAt: string;
                                readonly version: number | null;
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
        /** Begins a draft */
        readonly post: {
            readonly parameters: {
                readonly query: {
                    readonly title: string;
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
                            readonly author: string;
                            /** @description version that was live when it was begun */
                            readonly base: number;
                            /** Format: date-time */
                            readonly createdAt: string;
                            readonly files: readonly {
                                readonly change: "added" | "changed" | "removed";
                                /** @description the live file is no longer the one the change was made from */
                                readonly conflict: boolean;
                                readonly path: string;
                            }[];
                            readonly id: string;
                            readonly status: "open" | "published" | "discarded";
                            readonly title: string;
                            /** Format: date-time */
                            readonly updatedAt: string;
                            readonly version: number | null;
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
    readonly "/api/city/drafts/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A draft with its files */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
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
                            readonly author: string;
                            /** @description version that was live when it was begun */
                            readonly base: number;
                            /** Format: date-time */
                            readonly createdAt: string;
                            readonly files: readonly {
                                readonly change: "added" | "changed" | "removed";
                                /** @description the live file is no longer the one the change was made from */
                                readonly conflict: boolean;
                                readonly path: string;
                            }[];
                            readonly id: string;
                            readonly status: "open" | "published" | "discarded";
                            readonly title: string;
                            /** Format: date-time */
                            readonly updatedAt: string;
                            readonly version: number | null;
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
        /** Discards a draft */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
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
                        readonly "application/octet-stream": string;
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
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/city/drafts/{id}/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The whole check of the city as the draft would make it: problems, differences, what would break */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: string;
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
                            readonly breaking: readonly {
                                /** @description departments the resource is shared with by name */
                                readonly departments: readonly string[];
                                readonly item?: string;
                                readonly resource: string;
                                /** @description roles whose grants name the resource */
                                readonly roles: readonly string[];
                                /** @description rows the register holds */
                                readonly rows?: number;
                                readonly rule: string;
                                readonly text: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            /** @description paths that somebody else changed too */
                            readonly conflicts: readonly string[];
                            readonly differences: readonly {
                                readonly after?: string;
                                readonly before?: string;
                                readonly change: "added" | "removed" | "changed";
                                readonly id: string;
                                /** @description resource, item, area, department, role …; city for the settings */
                                readonly kind: string;
                                readonly name?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly property?: string;
                                readonly text: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            readonly hash: string | null;
                            /** @description version it was held against */
                            readonly live: number;
                            readonly problems: readonly {
                                readonly column: number;
                                readonly didYouMean?: string;
                                readonly expected?: string;
                                readonly file: string;
                                readonly line: number;
                                readonly message: string;
                                readonly severity: "error" | "warning";
                            }[];
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
    readonly "/api/city/drafts/{id}/file": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Text of a file in the draft and in the live version; null: not there */
        readonly get: {
            readonly parameters: {
                readonly query: {
                    readonly path: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly id: string;
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
                            readonly conflict: boolean;
                            readonly live: string | null;
                            readonly text: string | null;
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
    readonly "/api/city/drafts/{id}/files": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Writes a file in the draft: its text is the body. `settled`: the live text was brought in */
        readonly put: {
            readonly parameters: {
                readonly query: {
                    readonly path: string;
                    readonly settled?: boolean;
                };
                readonly header?: never;
                readonly path: {
                    readonly id: string;
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
                            readonly author: string;
                            /** @description version that was live when it was begun */
                            readonly base: number;
                            /** Format: date-time */
                            readonly createdAt: string;
                            readonly files: readonly {
                                readonly change: "added" | "changed" | "removed";
                                /** @description the live file is no longer the one the change was made from */
                                readonly conflict: boolean;
                                readonly path: string;
                            }[];
                            readonly id: string;
                            readonly status: "open" | "published" | "discarded";
                            readonly title: string;
                            /** Format: date-time */
                            readonly updatedAt: string;
                            readonly version: number | null;
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
        readonly post?: never;
        /** Takes a file away; `undo`: forgets what the draft does to it */
        readonly delete: {
            readonly parameters: {
                readonly query: {
                    readonly path: string;
                    readonly settled?: boolean;
                    readonly undo?: boolean;
                };
                readonly header?: never;
                readonly path: {
                    readonly id: string;
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
                            readonly author: string;
                            /** @description version that was live when it was begun */
                            readonly base: number;
                            /** Format: date-time */
                            readonly createdAt: string;
                            readonly files: readonly {
                                readonly change: "added" | "changed" | "removed";
                                /** @description the live file is no longer the one the change was made from */
                                readonly conflict: boolean;
                                readonly path: string;
                            }[];
                            readonly id: string;
                            readonly status: "open" | "published" | "discarded";
                            readonly title: string;
                            /** Format: date-time */
                            readonly updatedAt: string;
                            readonly version: number | null;
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
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/city/drafts/{id}/publish": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Publishes the draft as it was looked at (`hash` of its check) as the next version */
        readonly post: {
            readonly parameters: {
                readonly query: {
                    readonly breaking?: "accept";
                    readonly hash: string;
                };
                readonly header?: never;
                readonly path: {
                    readonly id: string;
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
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/city/files": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Paths of the live folder, and which of them the reader may draft */
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
                            readonly files: readonly {
                                readonly mayDraft: boolean;
                                readonly path: string;
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
    readonly "/api/city/folders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Folders that processes hold, and the version each carries */
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
                            readonly folders: readonly {
                                /** Format: date-time */
                                readonly at: string;
                                readonly behind: string | null;
                                readonly host: string;
                                readonly name: string;
                                /** @description version the folder carries */
                                readonly parent: number;
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
                                readonly author: string | null;
                                readonly breaking: readonly {
                                    /** @description departments the resource is shared with by name */
                                    readonly departments: readonly string[];
                                    readonly item?: string;
                                    readonly resource: string;
                                    /** @description roles whose grants name the resource */
                                    readonly roles: readonly string[];
                                    /** @description rows the register holds */
                                    readonly rows?: number;
                                    readonly rule: string;
                                    readonly text: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                }[];
                                readonly files: number | null;
                                readonly hash: string;
                                readonly number: number;
                                readonly origin: "folder" | "web";
                                /** Format: date-time */
                                readonly publishedAt: string;
                                readonly resources: number;
                                readonly summary: {
                                    readonly en?: string;
                                    readonly zh: string;
                                } | null;
                                readonly title: string | null;
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
    readonly "/api/city/versions/{number}/differences": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What differs between two versions (`to`: the live one by default), and which of it breaks whom */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly to?: number;
                };
                readonly header?: never;
                readonly path: {
                    readonly number: number;
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
                            readonly breaking: readonly {
                                /** @description departments the resource is shared with by name */
                                readonly departments: readonly string[];
                                readonly item?: string;
                                readonly resource: string;
                                /** @description roles whose grants name the resource */
                                readonly roles: readonly string[];
                                /** @description rows the register holds */
                                readonly rows?: number;
                                readonly rule: string;
                                readonly text: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            /** @description the first 5,000 */
                            readonly differences: readonly {
                                readonly after?: string;
                                readonly before?: string;
                                readonly change: "added" | "removed" | "changed";
                                readonly id: string;
                                /** @description resource, item, area, department, role …; city for the settings */
                                readonly kind: string;
                                readonly name?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly property?: string;
                                readonly text: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            readonly from: number;
                            readonly to: number;
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
    readonly "/api/city/versions/{number}/export.tar": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The folder of a version as a tar archive, with `.version` */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly number: number;
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
                        readonly "application/x-tar": string;
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
    readonly "/api/operations/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How the installation is: database, disk, clock, work under way, backups */
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
                            readonly batches: {
                                /** @description failed or interrupted within 24 hours */
                                readonly failedToday: number;
                                readonly held: number;
                                readonly merging: number;
                                readonly receiving: number;
                            };
                            readonly changes: {
                                /** @description how far the last number’s time is ahead of the clock: it was set back */
                                readonly aheadMs: number;
                                /** @description number of the last change set */
                                readonly highest: number;
                                readonly lastAt: string | null;
                                /** @description committed change sets without a number yet */
                                readonly waiting: number;
                            };
                            readonly clock: {
                                /** @description how far the database’s clock is ahead of this machine’s */
                                readonly aheadMs: number;
                                /** @description they differ by two seconds or more */
                                readonly off: boolean;
                            };
                            readonly database: {
                                readonly bytes: number;
                                readonly connections: {
                                    readonly most: number;
                                    readonly used: number;
                                };
                                readonly embedded: boolean;
                                /** @description `ok`, or how it differs from this program’s */
                                readonly schema: string;
                                readonly version: string;
                            };
                            readonly disk: {
                                readonly freeBytes: number;
                                /** @description below this nothing new is taken in */
                                readonly leastFreeBytes: number;
                                readonly low: boolean;
                                readonly totalBytes: number;
                            };
                            readonly jobs: {
                                readonly failing: number;
                                readonly waiting: number;
                            };
                            readonly lastBackup: {
                                /** Format: date-time */
                                readonly at: string;
                                readonly folder: string;
                            } | null;
                            readonly programVersion: string;
                            /** @description the largest, at most ten */
                            readonly registers: readonly {
                                readonly bytes: number;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly resource: string;
                                readonly rows: number;
                            }[];
                            /** @description work this process does */
                            readonly roles: readonly string[];
                            /**
                             * Format: date-time
                             * @description when this process started
                             */
                            readonly startedAt: string;
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
        /** Vector tile of a register’s rows: layer `points`, or `cells` with counts where there are many; layers `lines` or `polygons`, with a layer `more` where only the largest are drawn */
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
    readonly "/api/recognition": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What a file holds that no resource is declared for: types, key, positions, personal data, with evidence */
        readonly post: {
            readonly parameters: {
                readonly query?: {
                    readonly crs?: "WGS-84" | "CGCS2000" | "GCJ-02" | "BD-09";
                    /** @description csv; found out by default */
                    readonly delimiter?: string;
                    /** @description found out by default */
                    readonly encoding?: "utf-8" | "gb18030" | "utf-16le";
                    readonly fileName?: string;
                    /** @description found out by default */
                    readonly format?: "csv" | "ndjson" | "json" | "xlsx" | "geojson" | "shapefile";
                    /** @description csv, xlsx: from 1, 0 = no header; found out by default */
                    readonly headerLine?: number;
                    /** @description shapefile: a layer of an archive with several */
                    readonly layer?: string;
                    /** @description the body is the beginning of a longer file (64 MB are read of any) */
                    readonly partial?: boolean;
                    /** @description json: path to the records, such as [].items[]; found out by default */
                    readonly recordPath?: string;
                    /** @description xlsx: a sheet, or * for all; the first by default */
                    readonly sheet?: string;
                };
                readonly header?: never;
                readonly path?: never;
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
                            readonly columns: readonly {
                                /** @description what only a person can settle */
                                readonly doubts: readonly {
                                    readonly en?: string;
                                    readonly zh: string;
                                }[];
                                readonly evidence: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly examples: readonly string[];
                                /** @description of the rows that have a value */
                                readonly filled: number;
                                readonly item: {
                                    readonly codes?: readonly {
                                        readonly name: {
                                            readonly en?: string;
                                            readonly zh: string;
                                        };
                                        readonly value: string;
                                    }[];
                                    readonly columns?: {
                                        readonly lat: readonly string[];
                                        readonly lng: readonly string[];
                                    };
                                    readonly formats?: readonly string[];
                                    readonly from?: string;
                                    readonly id: string;
                                    readonly index?: boolean;
                                    readonly mask?: string;
                                    readonly max?: number;
                                    readonly name: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                    readonly optional?: boolean;
                                    readonly scale?: number;
                                    /** @enum {string} */
                                    readonly sensitive?: "low" | "high";
                                    readonly type: string;
                                    readonly unit?: string;
                                };
                                /** @description values that are not of the type */
                                readonly odd: readonly string[];
                                /** @description of the filled values that are of the type */
                                readonly share: number;
                                /** @description columns it is read from: one, two of a position, none if worked out */
                                readonly titles: readonly string[];
                                /** @description different values of the sample, for judging another type; two fields for a position in two columns */
                                readonly values: readonly {
                                    readonly count: number;
                                    readonly fields: readonly (string | null)[];
                                }[];
                            }[];
                            readonly crs: {
                                readonly evidence: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly inside: readonly {
                                    readonly crs: string;
                                    /** @description of the positions inside the city, read in this system */
                                    readonly share: number;
                                }[];
                                readonly name: string;
                                readonly unsure: boolean;
                            } | null;
                            readonly file: {
                                readonly delimiter: string | null;
                                readonly encoding: string | null;
                                readonly format: string | null;
                                readonly geometry: ("point" | "line" | "polygon") | null;
                                readonly headerLine: number | null;
                                readonly notices: readonly {
                                    readonly en?: string;
                                    readonly zh: string;
                                }[];
                                /** @description sheets, layers or arrays of records that the file holds */
                                readonly parts: readonly {
                                    readonly chosen: boolean;
                                    readonly hidden?: boolean;
                                    readonly name: string;
                                    readonly records?: number;
                                }[];
                                readonly recordPath: string | null;
                            };
                            readonly key: {
                                readonly evidence: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly items: readonly string[];
                            } | null;
                            readonly personal: boolean;
                            readonly read: {
                                /** @description the whole file was read */
                                readonly complete: boolean;
                                /** @description records that could not be taken apart */
                                readonly faulty: number;
                                /** @description records read */
                                readonly records: number;
                                /** @description of these, rows looked at: taken evenly from all that were read */
                                readonly sampled: number;
                            };
                            readonly sample: {
                                readonly columns: readonly string[];
                                /** @description the first 20 rows, as they stand */
                                readonly rows: readonly (readonly (string | null)[])[];
                            };
                            readonly subject: {
                                readonly item: string;
                                /** @enum {string} */
                                readonly kind: "person" | "company";
                            } | null;
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
    readonly "/api/recognition/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** How many of some values an item would take in, and why not the others */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        readonly crs?: string;
                        /** @description the values are geometries of a geometry file */
                        readonly geometry?: boolean;
                        readonly item: {
                            readonly codes?: readonly {
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly value: string;
                            }[];
                            readonly columns?: {
                                readonly lat: readonly string[];
                                readonly lng: readonly string[];
                            };
                            readonly formats?: readonly string[];
                            readonly from?: string;
                            readonly id: string;
                            readonly index?: boolean;
                            readonly mask?: string;
                            readonly max?: number;
                            readonly name: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly optional?: boolean;
                            readonly scale?: number;
                            /** @enum {string} */
                            readonly sensitive?: "low" | "high";
                            readonly type: string;
                            readonly unit?: string;
                        };
                        readonly values: readonly {
                            readonly count: number;
                            readonly fields: readonly (string | null)[];
                        }[];
                    };
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
                            /** @description values that would be turned away, the most frequent first, at most 8 */
                            readonly odd: readonly {
                                readonly count: number;
                                readonly reason: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly value: string;
                            }[];
                            /** @description of the values that would be taken in */
                            readonly share: number;
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
    readonly "/api/recognition/choices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Departments one may declare for, classes with the next free resource code, who has an id already */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description id that a new resource is to have */
                    readonly id?: string;
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
                            readonly classes: readonly {
                                /** @description six digits or more */
                                readonly code: string;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                /** @description resource code with the next sequence number that was never used */
                                readonly next: string;
                                readonly of: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            /** @description departments in whose folder the reader may draft */
                            readonly owners: readonly {
                                readonly id: string;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            readonly taken: {
                                readonly id: string;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            } | null;
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
    readonly "/api/recognition/declaration": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The resource file of what was recognised and corrected, and the problems of the live city with it */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        readonly file: {
                            readonly complete: boolean;
                            readonly name: string;
                            readonly records: number;
                            readonly sampled: number;
                        };
                        readonly head: {
                            readonly abstract?: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly code?: string;
                            readonly crs?: {
                                readonly evidence?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly name: string;
                            };
                            readonly id: string;
                            readonly level?: string;
                            readonly name: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly open: {
                                readonly condition?: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly type: string;
                            };
                            readonly owner: string;
                            readonly personal: boolean;
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
                            readonly subject?: {
                                readonly item: string;
                                readonly kind: string;
                            };
                            readonly update: string;
                        };
                        readonly intake: {
                            /** @description names of the columns of a file without header */
                            readonly columns?: readonly string[];
                            readonly delimiter?: string;
                            readonly headerLine?: number;
                            readonly layer?: string;
                            readonly recordPath?: string;
                            readonly sheet?: string;
                        };
                        readonly items: readonly {
                            readonly evidence?: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly item: {
                                readonly codes?: readonly {
                                    readonly name: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    };
                                    readonly value: string;
                                }[];
                                readonly columns?: {
                                    readonly lat: readonly string[];
                                    readonly lng: readonly string[];
                                };
                                readonly formats?: readonly string[];
                                readonly from?: string;
                                readonly id: string;
                                readonly index?: boolean;
                                readonly mask?: string;
                                readonly max?: number;
                                readonly name: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                                readonly optional?: boolean;
                                readonly scale?: number;
                                /** @enum {string} */
                                readonly sensitive?: "low" | "high";
                                readonly type: string;
                                readonly unit?: string;
                            };
                            readonly titles: readonly string[];
                        }[];
                        readonly key: {
                            readonly evidence?: {
                                readonly en?: string;
                                readonly zh: string;
                            };
                            readonly items: readonly string[];
                        };
                        /**
                         * @description of the comments
                         * @enum {string}
                         */
                        readonly language: "zh" | "en";
                        readonly leftOut: readonly string[];
                    };
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
                            /** @description of the file below the city folder */
                            readonly path: string;
                            /** @description of the live city with this file in it */
                            readonly problems: readonly {
                                readonly column: number;
                                readonly didYouMean?: string;
                                readonly expected?: string;
                                readonly file: string;
                                readonly line: number;
                                readonly message: string;
                                readonly severity: "error" | "warning";
                            }[];
                            /** @description the resource file, YAML */
                            readonly text: string;
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
    readonly "/api/registers/{resource}/batches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send a batch of rows (CSV, NDJSON, JSON, GeoJSON, plain or gzip; XLSX; zipped shapefile) as the body; answers its accounting when it is in */
        readonly post: {
            readonly parameters: {
                readonly query?: {
                    readonly crs?: "WGS-84" | "CGCS2000" | "GCJ-02" | "BD-09";
                    /** @description csv; found out by default */
                    readonly delimiter?: string;
                    /** @description found out by default */
                    readonly encoding?: "utf-8" | "gb18030" | "utf-16le";
                    readonly fileName?: string;
                    /** @description found out by default */
                    readonly format?: "csv" | "ndjson" | "json" | "xlsx" | "geojson" | "shapefile";
                    /** @description csv, xlsx: from 1, 0 = no header; found out by default */
                    readonly headerLine?: number;
                    /** @description names this delivery: sent twice under one key it is taken in once */
                    readonly key?: string;
                    /** @description shapefile: a layer of an archive with several */
                    readonly layer?: string;
                    /** @description delete: the file names keys whose rows go; replace: afterwards the register holds the rows of the file */
                    readonly mode?: "upsert" | "append" | "delete" | "replace";
                    /** @description json: path to the records, such as [].items[]; found out by default */
                    readonly recordPath?: string;
                    /** @description xlsx: a sheet, or * for all; the first by default */
                    readonly sheet?: string;
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
                            /** @description mode delete: keys that no row had */
                            readonly absent: number;
                            readonly bytesExpected: number | null;
                            readonly bytesReceived: number;
                            readonly changeNumber: number | null;
                            readonly decidedBy: string | null;
                            /** @description rows removed; with mode replace they were not received, that is why they went */
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
                            readonly expiresAt: string | null;
                            readonly fileName: string | null;
                            readonly finishedAt: string | null;
                            readonly format: string | null;
                            /** Format: uuid */
                            readonly id: string;
                            readonly inserted: number;
                            readonly key: string;
                            /** @enum {string} */
                            readonly mode: "upsert" | "append" | "delete" | "replace" | "undo" | "reread";
                            /** @description things worth knowing that lost nothing: ignored columns, guessed encoding, points outside the city */
                            readonly notices: readonly {
                                readonly en?: string;
                                readonly zh: string;
                            }[];
                            readonly plan: {
                                readonly absent: number;
                                /** @description confirmed once, but the register had moved and more would be removed */
                                readonly again: boolean;
                                /** @description rows that would be removed; confirming names this number */
                                readonly deleted: number;
                                readonly inserted: number;
                                /** @description greatest share of the rows that goes without being asked about */
                                readonly mostRemoved: number;
                                /** @enum {string} */
                                readonly reason: "removes-much" | "removes-all" | "unreadable-keys" | "undo";
                                /** @description rows of the register when this was counted */
                                readonly rows: number;
                                readonly skipped: number;
                                readonly unchanged: number;
                                readonly updated: number;
                            } | null;
                            /** @description quality rules of the resource, and the rows that broke them */
                            readonly quality: readonly {
                                /** @description the condition, in FEEL */
                                readonly check: string;
                                /** @description reject: rows turned away by this rule, the first they broke; warn: rows taken in though they break it */
                                readonly rows: number;
                                readonly rule: string;
                                /** @enum {string} */
                                readonly severity: "reject" | "warn";
                                readonly title: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            /** @description answer for a single batch only: how its file was read; null for a batch that brought no file */
                            readonly readAs?: {
                                /** @description columns of the file, and the item each feeds as the resource is declared now */
                                readonly columns: readonly {
                                    readonly item: string | null;
                                    readonly name: string;
                                }[];
                                /** @description in the shape of a column mapping file, fit to be sent with another delivery */
                                readonly layout: {
                                    readonly [key: string]: unknown;
                                };
                                /** @description xlsx: sheets that were read */
                                readonly sheets: readonly string[];
                            } | null;
                            readonly received: number;
                            readonly rejected: number;
                            readonly repairs: string | null;
                            /** @description answer to sending only: this key was taken in before, nothing was done again */
                            readonly repeated?: boolean;
                            readonly reread: {
                                readonly from: string;
                                readonly swapped: boolean;
                                readonly to: string;
                            } | null;
                            readonly resource: string;
                            readonly rowsAfter: number | null;
                            readonly rowsBefore: number | null;
                            readonly rowsPerSecond: number | null;
                            readonly sentBy: string | null;
                            readonly simulated: boolean;
                            /** @description mode undo: rows left because a later batch changed them */
                            readonly skipped: number;
                            /** Format: date-time */
                            readonly startedAt: string;
                            /** @enum {string} */
                            readonly status: "receiving" | "merging" | "held" | "done" | "failed" | "interrupted" | "discarded";
                            readonly unchanged: number;
                            readonly undoes: string | null;
                            readonly undoneBy: string | null;
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
    readonly "/api/registers/{resource}/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Read the beginning of a file as it would be taken in; nothing is stored */
        readonly post: {
            readonly parameters: {
                readonly query?: {
                    readonly crs?: "WGS-84" | "CGCS2000" | "GCJ-02" | "BD-09";
                    /** @description csv; found out by default */
                    readonly delimiter?: string;
                    /** @description found out by default */
                    readonly encoding?: "utf-8" | "gb18030" | "utf-16le";
                    readonly fileName?: string;
                    /** @description found out by default */
                    readonly format?: "csv" | "ndjson" | "json" | "xlsx" | "geojson" | "shapefile";
                    /** @description csv, xlsx: from 1, 0 = no header; found out by default */
                    readonly headerLine?: number;
                    /** @description take archives of more than 32 MB too */
                    readonly large?: boolean;
                    /** @description shapefile: a layer of an archive with several */
                    readonly layer?: string;
                    /** @description the body is the beginning of a longer file (2 MB are enough, save for xlsx and zip) */
                    readonly partial?: boolean;
                    /** @description json: path to the records, such as [].items[]; found out by default */
                    readonly recordPath?: string;
                    /** @description xlsx: a sheet, or * for all; the first by default */
                    readonly sheet?: string;
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
                            readonly columns: readonly {
                                readonly by: ("mapping" | "title" | "geometry" | "left-out") | null;
                                readonly examples: readonly string[];
                                readonly item: string | null;
                                readonly likely: string | null;
                                readonly name: string;
                            }[];
                            /** @description those records are the whole file */
                            readonly complete: boolean;
                            /** @description system in which positions were read */
                            readonly crs: string;
                            readonly delimiter: string | null;
                            readonly encoding: string | null;
                            /** @description of these, how many would be turned away */
                            readonly faulty: number;
                            readonly format: string | null;
                            readonly headerLine: number | null;
                            /** @description the layout used, in the shape of a column mapping file */
                            readonly layout: {
                                readonly [key: string]: unknown;
                            };
                            /** @description required items that nothing feeds: the file would be refused */
                            readonly missing: readonly string[];
                            readonly notices: readonly {
                                readonly en?: string;
                                readonly zh: string;
                            }[];
                            /** @description sheets, layers or arrays of records that the file holds */
                            readonly parts: readonly {
                                readonly chosen: boolean;
                                readonly hidden?: boolean;
                                readonly name: string;
                                /** @description records seen in what was read */
                                readonly records?: number;
                            }[];
                            /** @description quality rules that records read break, with how many each; a row may break several */
                            readonly quality: readonly {
                                /** @description the condition, in FEEL */
                                readonly check: string;
                                /** @description reject: rows turned away by this rule, the first they broke; warn: rows taken in though they break it */
                                readonly rows: number;
                                readonly rule: string;
                                /** @enum {string} */
                                readonly severity: "reject" | "warn";
                                readonly title: {
                                    readonly en?: string;
                                    readonly zh: string;
                                };
                            }[];
                            readonly recordPath: string | null;
                            /** @description records read for this preview */
                            readonly records: number;
                            readonly resource: string;
                            readonly rows: readonly {
                                readonly cells: readonly {
                                    readonly delivered: string | null;
                                    readonly item: string;
                                    readonly reason: {
                                        readonly en?: string;
                                        readonly zh: string;
                                    } | null;
                                    readonly value: string | null;
                                }[];
                                readonly fault: {
                                    readonly en?: string;
                                    readonly zh: string;
                                } | null;
                                readonly place: string;
                                readonly raw: string | null;
                                /** @description ids of the quality rules it breaks */
                                readonly rules: readonly string[];
                            }[];
                            /** @description titles that the mapping names and the file does not have */
                            readonly unmapped: readonly string[];
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
                                /** @description items whose value was kept although its check character differs; absent when there are none */
                                readonly marks?: {
                                    readonly [key: string]: "unverified";
                                };
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
                            /** @description items whose value was kept although its check character differs; absent when there are none */
                            readonly marks?: {
                                readonly [key: string]: "unverified";
                            };
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
