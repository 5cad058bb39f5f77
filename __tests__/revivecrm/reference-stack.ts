import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse } from '@cdktf/hcl2json';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** A function's entry in terraform/functions.tf. */
export interface FunctionEntry {
  readonly timeout: number;
  readonly tables: Readonly<Record<string, readonly string[]>>;
  readonly routes?: readonly string[];
  readonly schedule?: string;
  readonly secret?: boolean;
}

/** A table's entry in terraform/tables.tf. */
export interface TableEntry {
  readonly key: readonly [string, string?];
  readonly indexes?: Readonly<Record<string, readonly [string, string]>>;
  readonly expires?: string;
}

export const readFunctions = (): Promise<Readonly<Record<string, FunctionEntry>>> =>
  readLocal('functions.tf', 'functions');

export const readTables = (): Promise<Readonly<Record<string, TableEntry>>> =>
  readLocal('tables.tf', 'tables');

/** A module of the application, which is plain JavaScript without types. */
export async function load<T>(file: string): Promise<T> {
  return (await import(new URL(`../../revivecrm/${file}`, import.meta.url).href)) as T;
}

async function readLocal<T>(file: string, name: string): Promise<T> {
  const text = await readFile(path.join(repository, 'terraform', file), 'utf8');
  const { locals } = (await parse(file, text)) as { readonly locals: readonly Record<string, T>[] };
  const value = locals.find((block) => name in block)?.[name];
  if (value === undefined) throw new Error(`${file} has no local ${name}.`);
  return value;
}
