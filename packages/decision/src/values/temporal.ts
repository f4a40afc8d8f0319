/**
 * Dates, times and durations as FEEL means them (DMN 1.5, clauses 10.3.2.3.4–7), years -999,999,999 to 999,999,999. Immutable.
 * Zones are resolved by Temporal; calendar arithmetic beyond Temporal's years is our own (proleptic Gregorian, days since
 * 1970-01-01).
 */
export class FeelDate {
  constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}
}

/** Offset in seconds east of UTC, or a zone of the IANA database, or neither (local). Never both. */
export class FeelTime {
  constructor(
    readonly hour: number,
    readonly minute: number,
    readonly second: number,
    readonly nanosecond: number,
    readonly offset: number | undefined,
    readonly zone: string | undefined,
  ) {}
}

export class FeelDateTime {
  constructor(
    readonly date: FeelDate,
    readonly time: FeelTime,
  ) {}
}

/** Whole seconds, and nanoseconds of the same sign below a second. */
export class FeelDaysDuration {
  constructor(
    readonly seconds: number,
    readonly nanoseconds: number,
  ) {}
}

export class FeelMonthsDuration {
  constructor(readonly months: number) {}
}
