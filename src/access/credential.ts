/**
 * What a door can show for who is speaking. Only access/authenticate.ts turns it into an actor.
 * `session` and `link` carry secrets; `demo` works on a database marked demo from a loopback caller only;
 * `system` is for the command line, the seed, the desk and the queue, inside this process. `identity` is a person of a
 * platform, whose request the channel has verified. `owner` is for the queue alone: it acts for whom an outbox row names.
 */
export type Credential =
  | { kind: 'session'; token: string }
  | { kind: 'link'; token: string }
  | { kind: 'demo'; email: string; loopback: boolean }
  | { kind: 'identity'; platform: 'slack' | 'teams'; tenant: string; subject: string }
  | { kind: 'owner'; user: string }
  | { kind: 'system'; purpose: 'seed' | 'command' | 'queue' | 'desk' }
  | { kind: 'none' }
