/**
 * What a door can show for who is speaking. Only access/authenticate.ts turns it into an actor.
 * `session` and `link` carry secrets; `demo` works on a database marked demo from a loopback caller only;
 * `system` is for the command line, the seed and the queue, inside this process.
 */
export type Credential =
  | { kind: 'session'; token: string }
  | { kind: 'link'; token: string }
  | { kind: 'demo'; email: string; loopback: boolean }
  | { kind: 'system'; purpose: 'seed' | 'command' | 'queue' }
  | { kind: 'none' }
