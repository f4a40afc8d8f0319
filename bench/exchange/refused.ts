/** What was asked for cannot be done; says why. */
export class Refused extends Error {}
