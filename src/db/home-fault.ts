import { Fault } from '../platform/fault.ts'

const full = 'the disk is full. Free some space (200 MB are enough), then start again'
const closed =
  'this user may not write there. Change the rights of the folder, or set PARLEY_HOME to another one'

/** What the system or PostgreSQL says, and what a person can do about it. The first that fits is told. */
const reasons: readonly { says: RegExp; means: string }[] = [
  { says: /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/i, means: full },
  {
    says: /EROFS|Read-only file system/i,
    means: 'it is on a read-only disk. Set PARLEY_HOME to another folder',
  },
  { says: /EACCES|EPERM|Permission denied|Operation not permitted/i, means: closed },
  {
    says: /ENOTDIR|EEXIST|Not a directory/i,
    means: 'a file stands where the folder should be. Set PARLEY_HOME to a folder',
  },
  {
    says: /could not look up effective user ID/i,
    means: 'this user has no entry in /etc/passwd, which PostgreSQL needs. Add one, or set DATABASE_URL',
  },
  {
    says: /error while loading shared libraries|spawn .* ENOENT|Library not loaded|EBADARCH|ENOEXEC|cannot execute/i,
    means: 'the built-in PostgreSQL is not installed whole. Run npm ci again, with install scripts allowed',
  },
  {
    says: /invalid locale|could not find suitable text search|failed to initialize.*locale|could not open collator/i,
    means: 'PostgreSQL found no usable locale. Install the locales of the system, or set DATABASE_URL',
  },
  {
    says: /could not create shared memory|shmget|could not resize shared memory|Cannot allocate memory/i,
    means: 'PostgreSQL got no memory. Give this machine or container more (256 MB are enough)',
  },
  {
    says: /password authentication failed/i,
    means:
      'its passwords.json does not fit its database. Put the right file back, or move the folder away and start fresh',
  },
]

/** Turns an error about the home folder, or the last words of PostgreSQL, into a Fault that says what to do. */
export function toHomeFault(error: unknown, home: string, said = ''): Fault {
  if (error instanceof Fault) return error
  const text = `${error instanceof Error ? error.message : String(error)}\n${said}`
  const reason = reasons.find(({ says }) => says.test(text))
  const means = reason?.means ?? `PostgreSQL gave up. Its last words are in ${home}/postgres.log`
  return new Fault('unavailable', `Parley's database in ${home} cannot be used: ${means}.`, {
    field: 'PARLEY_HOME',
    internal: text.trim(),
    cause: error,
  })
}
