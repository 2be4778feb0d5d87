import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A set of files by their path from the root of the project, with slashes. */
export type Tree = Readonly<Record<string, string>>

const unread = new Set(['node_modules', 'coverage', 'dist', 'generated', 'package-lock.json'])
const readHidden = new Set(['.ci', '.github'])
const textual =
  /(^|\/)[^.]+$|(^|\/)\.[^./]+$|\.([cm]?[jt]sx?|css|html|sql|prisma|sh|yml|yaml|md|json|jsonl|toml|txt|csv|svg)$/

/** Reads every text file that belongs to the project; what was generated or installed does not. */
export function readTree(root: string): Tree {
  const tree: Record<string, string> = {}
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (unread.has(entry.name)) continue
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') || readHidden.has(entry.name)) visit(path)
      } else if (entry.isFile() && textual.test(path)) {
        tree[path] = readFileSync(join(root, path), 'utf8')
      }
    }
  }
  visit('')
  return tree
}
