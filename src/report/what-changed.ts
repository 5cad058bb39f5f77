import type { ChangeAction, ChangeCounts, ResourceChange } from '../terraform/changes.ts';
import { NO_CHANGES } from '../terraform/changes.ts';
import { describeHealed } from '../state/heal-lock.ts';
import { describeHolder } from '../state/lease.ts';
import { counted, formatCount } from './measures.ts';
import type { RunReport, SiteReport } from './run-report.ts';

/** Which parts of the world are different after the run. */
export interface WhatChanged {
  /** Resources, what is in them, or what Terraform's state says of them. */
  readonly infrastructure: boolean;
  /** Files in the site bucket, or pages at the edge. */
  readonly site: boolean;
  /** State bucket or lock table. */
  readonly backend: boolean;
}

export function whatChanged({ terraform, site, backend, restored, emptied = [] }: RunReport): WhatChanged {
  return {
    infrastructure:
      restored?.changed === true ||
      terraform?.outcome === 'applied' ||
      (terraform?.changes.some(({ applied }) => applied) ?? false) ||
      emptied.some(({ versions, deleteMarkers }) => versions + deleteMarkers > 0),
    site:
      site !== undefined &&
      (site.publication.uploaded + site.publication.deleted > 0 || site.invalidation !== undefined),
    backend: backend?.settings.some(({ changed }) => changed) ?? false,
  };
}

/** The run in one plain sentence: `1 resource changed in place; the site stayed as it was.` */
export function sentence(report: RunReport): string {
  switch (report.result) {
    case 'failed':
      return failedSentence(report);
    case 'bootstrapped':
      return `${backendPhrase(report)}.`;
    case 'superseded':
      return supersededSentence(report);
    case 'rolled-back':
      return report.restored === undefined ? rolledBackSentence(report) : restoredSentence(report.restored);
    case 'planned':
      return plannedSentence(report);
    case 'unlocked':
      return unlockedSentence(report);
    case 'destroyed':
      return destroyedSentence(report);
    case 'deployed':
    case 'unchanged':
      return deployedSentence(report);
  }
}

/** `12 resources destroyed; shop-site emptied of 40 object versions. The state bucket with its history ... stay.` */
function destroyedSentence(report: RunReport): string {
  const { terraform } = report;
  const stays = 'The state bucket with its history and the lock table stay.';
  if (!whatChanged(report).infrastructure) return `Nothing was left to destroy. ${stays}`;
  const resources = resourcesPhrase(terraform?.counts ?? NO_CHANGES);
  return `${capital([resources, ...emptiedPhrases(report)].join('; '))}. ${stays}`;
}

/** What was emptied: `shop-site emptied of 40 object versions and 2 delete markers`. */
export function emptiedPhrases({ emptied = [] }: Pick<RunReport, 'emptied'>): readonly string[] {
  return emptied.map(({ bucket, versions, deleteMarkers }) => {
    const markers = deleteMarkers === 0 ? '' : ` and ${counted(deleteMarkers, 'delete marker')}`;
    return `${bucket} emptied of ${counted(versions, 'object version')}${markers}`;
  });
}

function unlockedSentence(report: RunReport): string {
  const freed = freedPhrases(report);
  return freed.length === 0
    ? 'Nothing was left to free: nobody holds the deploy lease or the state lock.'
    : `Freed ${freed.join('; ')}.`;
}

/** What was left behind by runs that are over, and is freed: `the state lock left by https://... (12 min old, id ...)`. */
export function freedPhrases({ freed }: RunReport): readonly string[] {
  if (freed === undefined) return [];
  const { lease, locks } = freed;
  // With `locking: both` one lock is an item and a file, of one id.
  const distinct = locks.filter(({ id }, index) => locks.findIndex((each) => each.id === id) === index);
  return [
    ...distinct.map((lock) => `the state lock ${describeHealed(lock)}`),
    ...(lease === undefined ? [] : [`the deploy lease of ${describeHolder(lease)}`]),
  ];
}

function plannedSentence({ plan }: RunReport): string {
  const { counts = NO_CHANGES, hasChanges = false, stops = [] } = plan ?? {};
  if (stops.length > 0)
    return `A deploy would stop before it applies anything: ${stops.map(({ code }) => code).join(', ')}.`;
  if (!hasChanges) return 'A deploy would leave the infrastructure as it is.';
  const { added, changed, destroyed, imported } = counts;
  const verbs = [
    [imported, 'import'],
    [added, 'create'],
    [changed, 'change in place'],
    [destroyed, 'destroy'],
  ] as const;
  const phrases = verbs
    .filter(([count]) => count > 0)
    .map(
      ([count, verb], index) =>
        `${verb.replace(' in place', '')} ${index === 0 ? counted(count, 'resource') : formatCount(count)}${verb.endsWith('in place') ? ' in place' : ''}`,
    );
  return phrases.length === 0
    ? 'A deploy would change no resource, only what the state says.'
    : `A deploy would ${inWords(phrases)}.`;
}

/** `a`, `a and b`, `a, b and c`. */
const inWords = (phrases: readonly string[]): string =>
  phrases.length < 2 ? phrases.join('') : `${phrases.slice(0, -1).join(', ')} and ${phrases.at(-1)}`;

function rolledBackSentence(report: RunReport): string {
  const { rolledBack } = report;
  const to =
    rolledBack === undefined ? '' : ` to ${rolledBack.to.id} (commit ${short(rolledBack.to.commit)})`;
  const from = rolledBack?.from === undefined ? '' : ` from ${rolledBack.from.id}`;
  return `Rolled back${from}${to} without a build. ${deployedSentence(report)}`;
}

function restoredSentence({ from, to, changed }: NonNullable<RunReport['restored']>): string {
  const done = changed ? 'is the state again' : 'was restored already';
  return `Version ${from.versionId} of the state ${done}, with serial ${to.serial}; nothing in AWS but the state was changed.`;
}

function deployedSentence(report: RunReport): string {
  const { infrastructure, site, backend } = whatChanged(report);
  if (!infrastructure && !site) {
    const nothing =
      report.site === undefined ? 'nothing applied' : 'nothing applied, uploaded or invalidated';
    return backend ? `${capital(nothing)}. ${backendPhrase(report)}.` : `Nothing changed: ${nothing}.`;
  }
  if (isFromNothing(report)) {
    const files = report.site === undefined ? '' : `, ${counted(report.site.publication.uploaded, 'file')}`;
    return `Everything was created: ${counted(report.terraform?.counts.added ?? 0, 'resource')}${files}.`;
  }
  const applied = infrastructure
    ? resourcesPhrase(report.terraform?.counts ?? NO_CHANGES)
    : 'no resource changed';
  const published = report.site === undefined ? undefined : sitePhrase(report.site, site);
  const phrases =
    published === undefined ? [applied] : infrastructure ? [applied, published] : [published, applied];
  return `${capital(phrases.join('; '))}.`;
}

/** Only a run that made the state bucket itself can know that there was nothing before. */
const isFromNothing = ({ backend, terraform }: RunReport): boolean =>
  backend?.bucketCreated === true &&
  terraform !== undefined &&
  terraform.counts.added > 0 &&
  terraform.changes.every(({ action }) => action === 'create' || action === 'read');

/** `3 resources created, 1 changed in place, 1 destroyed`; the first of them says what is counted. */
export function resourcesPhrase({ added, changed, destroyed, imported }: ChangeCounts): string {
  const counts = [
    [imported, 'imported'],
    [added, 'created'],
    [changed, 'changed in place'],
    [destroyed, 'destroyed'],
  ] as const;
  const phrases = counts
    .filter(([count]) => count > 0)
    .map(
      ([count, what], index) => `${index === 0 ? counted(count, 'resource') : formatCount(count)} ${what}`,
    );
  return phrases.length === 0 ? 'no resource changed, only what the state says' : phrases.join(', ');
}

/** `4 files uploaded, 1 deleted, 2 paths invalidated`. */
function sitePhrase({ publication, invalidation }: SiteReport, changed: boolean): string {
  if (!changed) return 'the site stayed as it was';
  const { uploaded, deleted } = publication;
  return [
    ...(uploaded > 0 ? [`${counted(uploaded, 'file')} uploaded`] : []),
    ...(deleted > 0
      ? [uploaded > 0 ? `${formatCount(deleted)} deleted` : `${counted(deleted, 'file')} deleted`]
      : []),
    ...(invalidation === undefined ? [] : [`${counted(invalidation.paths.length, 'path')} invalidated`]),
  ].join(', ');
}

function supersededSentence({ run, supersededBy }: RunReport): string {
  const newer =
    supersededBy === undefined ? 'A newer commit' : `The newer commit ${short(supersededBy.commit)}`;
  return `${newer} is live already, so ${short(run.commit)} was not deployed: nothing applied, uploaded or invalidated.`;
}

const short = (commit: string): string => commit.slice(0, 7);

function backendPhrase({ backend }: RunReport): string {
  if (backend === undefined) return 'The state backend was not looked at';
  const { bucketCreated, tableCreated, settings } = backend;
  const all = counted(settings.length, 'setting');
  if (bucketCreated && tableCreated) return `The state backend was created: bucket and lock table, ${all}`;
  if (bucketCreated) return `The state bucket was created; the lock table was there`;
  if (tableCreated) return `The lock table was created; the state bucket was there`;
  const changed = settings.filter((setting) => setting.changed).length;
  if (changed === 0) {
    const asWanted = settings.length > 0 && settings.every(({ found, wanted }) => found === wanted);
    return `The state backend was there${asWanted ? `, all ${all} as wanted` : ''}: nothing changed`;
  }
  return `${counted(changed, 'setting')} of the state backend ${changed === 1 ? 'was' : 'were'} changed`;
}

function failedSentence(report: RunReport): string {
  const { stages, terraform } = report;
  const last = stages.findLast(({ outcome }) => outcome === 'failed') ?? stages.at(-1);
  if (last === undefined) return 'Nothing was started.';
  const emptied = emptiedPhrases(report).map((phrase) => `; ${phrase}`);
  const where = `Stopped ${last.outcome === 'failed' ? 'in' : 'after'} ${last.name}${emptied.join('')}`;
  if (terraform === undefined || terraform.outcome === 'unchanged') return `${where}.`;
  return `${where}; ${changesMade(terraform.changes)}.`;
}

/** `38 of 71 changes were made`. */
export function changesMade(changes: readonly ResourceChange[]): string {
  const made = changes.filter(({ applied }) => applied).length;
  // `0 of 1 changes`, but `1 change was made`.
  const all = made === changes.length ? counted(made, 'change') : `${formatCount(changes.length)} changes`;
  return made === changes.length
    ? `${all} ${made === 1 ? 'was' : 'were'} made`
    : `${formatCount(made)} of ${all} were made`;
}

/** What an action is called once it is done, and while it isn't. */
export const ACTION_WORDS: Readonly<
  Record<ChangeAction, { readonly done: string; readonly planned: string }>
> = {
  delete: { done: 'destroyed', planned: 'destroy' },
  replace: { done: 'replaced', planned: 'replace' },
  update: { done: 'changed in place', planned: 'change in place' },
  import: { done: 'imported', planned: 'import' },
  create: { done: 'created', planned: 'create' },
  move: { done: 'moved in the state', planned: 'move in the state' },
  forget: { done: 'left to itself', planned: 'leave to itself' },
  read: { done: 'read', planned: 'read' },
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
