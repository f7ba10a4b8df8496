/** What stands in for a service of the outside world on one machine: started by the launcher, the CLI and tests. */
export interface StandIn {
  /** As in `npm run local -- NAME`. */
  name: string;
  /** Base URL on loopback, without a trailing slash. */
  url: string;
  /** Ends everything it started. Harmless when repeated. */
  close(): Promise<void>;
}
