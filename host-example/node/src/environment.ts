/** Environment variables by name. One that is `undefined` is not set. */
export type Environment = Readonly<Record<string, string | undefined>>;
