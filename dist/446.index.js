export const id = 446;
export const ids = [446];
export const modules = {

/***/ 1355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bz: () => (/* binding */ BEAT_INTERVAL),
/* harmony export */   GH: () => (/* binding */ holderAttributes),
/* harmony export */   HI: () => (/* binding */ processAttributes),
/* harmony export */   K: () => (/* binding */ leaseId),
/* harmony export */   TC: () => (/* binding */ successionOf),
/* harmony export */   a0: () => (/* binding */ BEATS_UNTIL_LOST),
/* harmony export */   eJ: () => (/* binding */ readLeaseItem),
/* harmony export */   jJ: () => (/* binding */ HOLDER_ATTRIBUTES),
/* harmony export */   n3: () => (/* binding */ waiterAttribute),
/* harmony export */   sG: () => (/* binding */ describeHolder)
/* harmony export */ });
/* unused harmony exports WAITER_INTERVAL, readHolder */
/** How often a holder beats; it stands in the item, so that waiters of another version still judge rightly. */
const BEAT_INTERVAL = 10_000;
/** A counter that stands still for this many of its intervals is at rest; whoever can't beat for so long must stop. */
const BEATS_UNTIL_LOST = 6;
/** Within what time a waiter beats: it looks more often than that. */
const WAITER_INTERVAL = 5_000;
const leaseId = (state) => `${state.bucket}/${state.key}-lease`;
/** The attributes that make an item a held one: freeing takes them all away. */
const HOLDER_ATTRIBUTES = [
    'Holder',
    'Repository',
    'Run',
    'Attempt',
    'Job',
    'Host',
    'Hostname',
    'Actor',
    'Commit',
    'Url',
    'Stage',
    'Since',
    'Beat',
    'BeatAt',
    'Interval',
    'Machine',
    'MainPid',
    'Pid',
    'Predecessors',
];
/** How many of those before are remembered: each is a machine that was lost without a deploy that ended since. */
const MOST_PREDECESSORS = 5;
/** What the item says of a holder who has just taken the lease. */
function holderAttributes(holder, run, { stage, now, process, from, }) {
    const time = new Date(now).toISOString();
    return {
        Holder: { S: holder },
        Repository: { S: run.repository },
        Run: { S: run.id },
        Attempt: { N: String(run.attempt) },
        Job: { S: run.job },
        Host: { S: run.host },
        Hostname: { S: run.hostname },
        Actor: { S: run.actor },
        Commit: { S: run.commit },
        Url: { S: run.url },
        Stage: { S: stage },
        Since: { S: time },
        Beat: { N: '0' },
        BeatAt: { S: time },
        Interval: { N: String(BEAT_INTERVAL) },
        ...processAttributes(process),
        ...(from === undefined ? {} : { Predecessors: { L: successionOf(from).map(predecessorAttribute) } }),
    };
}
/** What the item says of a process. */
function processAttributes(process) {
    if (process === undefined)
        return {};
    const pid = { N: String(process.pid) };
    return { Machine: { S: process.machine }, ...(process.role === 'main' ? { MainPid: pid } : { Pid: pid }) };
}
/** A holder that is over and those before it, the last one first. */
const successionOf = (from) => [from, ...from.predecessors].slice(0, MOST_PREDECESSORS);
const predecessorAttribute = (one) => ({
    M: {
        Url: { S: one.url },
        Hostname: { S: one.hostname },
        Since: { S: one.since },
        BeatAt: { S: one.beatAt },
        Interval: { N: String(one.interval) },
        ...processAttributes(one.process),
    },
});
const waiterAttribute = (run, order) => ({
    M: {
        Order: { N: String(order) },
        Beat: { N: '0' },
        Interval: { N: String(WAITER_INTERVAL) },
        Actor: { S: run.actor },
        Url: { S: run.url },
    },
});
/** Reads a lease item. */
function readLeaseItem(item) {
    const waiters = Object.entries(item['Waiters']?.M ?? {}).map(([holder, waiter]) => readWaiter(holder, waiter.M ?? {}));
    const orders = item['Orders']?.N;
    return {
        holder: item['Holder'] === undefined ? undefined : readHolder(item),
        waiters: waiters.toSorted((a, b) => a.order - b.order || (a.holder < b.holder ? -1 : 1)),
        orders: item['Waiters'] === undefined || orders === undefined ? undefined : Number(orders),
    };
}
/** Reads the holder of a lease item; what an older version left out reads as unknown. */
function readHolder(item) {
    const text = (name) => item[name]?.S ?? 'unknown';
    return {
        ...readPredecessor(item),
        holder: text('Holder'),
        repository: text('Repository'),
        run: text('Run'),
        attempt: number(item['Attempt'], 1),
        job: text('Job'),
        host: text('Host'),
        actor: text('Actor'),
        commit: text('Commit'),
        stage: text('Stage'),
        beat: number(item['Beat'], 0),
        predecessors: (item['Predecessors']?.L ?? []).map((each) => readPredecessor(each.M ?? {})),
    };
}
function readPredecessor(item) {
    const text = (name) => item[name]?.S ?? 'unknown';
    const process = readProcess(item);
    return {
        url: text('Url'),
        hostname: text('Hostname'),
        since: text('Since'),
        beatAt: text('BeatAt'),
        interval: interval(item['Interval'], BEAT_INTERVAL),
        ...(process === undefined ? {} : { process }),
    };
}
function readProcess({ Machine: machine, MainPid: main, Pid: supervisor }) {
    if (!machine?.S)
        return undefined;
    if (supervisor?.N)
        return { machine: machine.S, pid: Number(supervisor.N), role: 'supervisor' };
    return main?.N ? { machine: machine.S, pid: Number(main.N), role: 'main' } : undefined;
}
const readWaiter = (holder, waiter) => ({
    holder,
    order: number(waiter['Order'], 0),
    beat: number(waiter['Beat'], 0),
    interval: interval(waiter['Interval'], WAITER_INTERVAL),
    actor: waiter['Actor']?.S ?? 'unknown',
    url: waiter['Url']?.S ?? 'unknown',
});
const number = (value, otherwise) => {
    const found = Number(value?.N ?? otherwise);
    return Number.isFinite(found) ? found : otherwise;
};
/** An interval of nothing would make a holder look at rest at once. */
const interval = (value, otherwise) => Math.max(1_000, number(value, otherwise));
/** One line about a holder: who, doing what, since when, with a link. */
const describeHolder = (holder) => `run ${holder.run} (attempt ${holder.attempt}) by ${holder.actor} at ${holder.commit.slice(0, 7)}, in stage ` +
    `${holder.stage}, since ${holder.since}: ${holder.url}`;


/***/ }),

/***/ 389:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a0: () => (/* reexport */ lease_item/* BEATS_UNTIL_LOST */.a0),
  Bz: () => (/* reexport */ lease_item/* BEAT_INTERVAL */.Bz),
  v3: () => (/* binding */ beat),
  sG: () => (/* reexport */ lease_item/* describeHolder */.sG),
  hz: () => (/* binding */ freeLease),
  zQ: () => (/* binding */ leaseIdentity),
  jw: () => (/* binding */ leaveQueue),
  zR: () => (/* binding */ readLease),
  _e: () => (/* binding */ takeLease)
});

// UNUSED EXPORTS: leaseId, readHolder, readLeaseItem

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/state/aws-errors.js
var aws_errors = __webpack_require__(6594);
// EXTERNAL MODULE: ./lib/state/lease-item.js
var lease_item = __webpack_require__(1355);
// EXTERNAL MODULE: ./lib/state/permissions.js
var permissions = __webpack_require__(433);
;// CONCATENATED MODULE: ./lib/state/lease-failures.js




/** Why the lease can't be taken at all: no permission, or no table (which only `bootstrap: never` lets happen). */
function notTakeable(error, state) {
    const safe = 'Nothing was planned, applied or published by this run.';
    if ((0,aws_errors/* errorCode */.CA)(error) !== 'ResourceNotFoundException') {
        const request = {
            location: state,
            permissions: permissions/* PERMISSIONS */.Jj.lock,
            attempt: 'take the deploy lease',
            safe,
        };
        return (0,permissions/* accessDenied */.Ib)(error, request) ?? error;
    }
    return new errors/* Failure */.H({
        code: 'BACKEND_MISSING',
        reason: `Lock table ${state.lockTable} is not there (${(0,aws_errors/* errorText */.kc)(error)}).`,
        safe,
        next: 'Run with `bootstrap: auto`, or create the table with `bash bootstrap-state.sh`.',
        cause: error,
    });
}
/**
 * The holder did not free the lease in time.
 *
 * @param why where its beat stood still: why it was not taken over from all the same
 */
function inProgress(lease, other, { waited, why }) {
    const key = JSON.stringify({ LockID: { S: lease.id } });
    const values = JSON.stringify({ ':holder': { S: other.holder } });
    const unproven = why === undefined
        ? ''
        : ` Its beat stood still for more than ${(lease_item/* BEATS_UNTIL_LOST */.a0 * other.interval) / 1000} s, but it was not taken over from: ${why}.`;
    return new errors/* Failure */.H({
        code: 'DEPLOY_IN_PROGRESS',
        reason: `Another deploy held the lease for all of ${Math.round(waited / 1000)} s (lock-timeout): ` +
            `${(0,lease_item/* describeHolder */.sG)(other)}.${unproven}`,
        safe: 'Nothing was planned, applied or published by this run.',
        next: `Run again when ${other.url} has ended, or raise lock-timeout.`,
        details: [
            'Only if that run is certainly over and its beat stands still, free its lease:',
            `aws dynamodb delete-item --region ${lease.region} --table-name ${lease.table} --key '${key}' ` +
                `--condition-expression 'Holder = :holder' --expression-attribute-values '${values}'`,
        ],
    });
}
/** The lease is free, and the deploys that came first have not taken it yet. */
const queueInTheWay = ({ waiters }, waited) => new errors/* Failure */.H({
    code: 'DEPLOY_IN_PROGRESS',
    reason: `${waiters.length} other deploy${waiters.length === 1 ? ' was' : 's were'} before this one for all of ` +
        `${Math.round(waited / 1000)} s (lock-timeout), the first by ${waiters[0]?.actor}: ${waiters[0]?.url}.`,
    safe: 'Nothing was planned, applied or published by this run.',
    next: 'Run again later, or raise lock-timeout.',
});

;// CONCATENATED MODULE: ./lib/state/lease-writes.js

const NONE = { N: '0' };
const ONE = { N: '1' };
const keyOf = (lease) => ({ TableName: lease.table, Key: { LockID: { S: lease.id } } });
/** Absent -> held, with nobody waiting. */
function writeNew(dynamodb, lease, holder) {
    return conditionally(async () => {
        const Item = { LockID: { S: lease.id }, ...holder, Waiters: { M: {} }, Orders: NONE };
        await dynamodb.putItem({
            TableName: lease.table,
            Item,
            ConditionExpression: 'attribute_not_exists(LockID)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        return Item;
    });
}
/**
 * Joins the queue at its end. The order is given out by the same write that takes it, so nobody gets it twice.
 *
 * @param orders the highest order given out, as it was read; undefined where there is no queue yet
 */
function writeWaiter(dynamodb, lease, { run, orders }) {
    const next = (orders ?? 0) + 1;
    const waiter = (0,lease_item/* waiterAttribute */.n3)(run, next);
    if (orders === undefined) {
        return update(dynamodb, lease, {
            UpdateExpression: 'SET Waiters = :waiters, Orders = :next',
            ConditionExpression: 'attribute_exists(LockID) AND attribute_not_exists(Orders)',
            ExpressionAttributeValues: {
                ':waiters': { M: { [lease.holder]: waiter } },
                ':next': { N: String(next) },
            },
        });
    }
    return update(dynamodb, lease, {
        UpdateExpression: 'SET Waiters.#me = :waiter, Orders = :next',
        ConditionExpression: 'Orders = :orders AND attribute_not_exists(Waiters.#me)',
        ExpressionAttributeNames: { '#me': lease.holder },
        ExpressionAttributeValues: {
            ':waiter': waiter,
            ':orders': { N: String(orders) },
            ':next': { N: String(next) },
        },
    });
}
/** A waiter beats, and sees the item by the same call. Not written: it is no longer in the queue. */
const writeWaiterBeat = (dynamodb, lease) => update(dynamodb, lease, {
    UpdateExpression: 'SET Waiters.#me.Beat = Waiters.#me.Beat + :one',
    ConditionExpression: 'attribute_exists(Waiters.#me)',
    ExpressionAttributeNames: { '#me': lease.holder },
    ExpressionAttributeValues: { ':one': ONE },
});
/**
 * The first in the queue becomes the holder, and those before it, who vanished, leave: all by one write, that fails if
 * any of them has beaten since.
 *
 * @param from whom it takes the lease: undefined takes a free one; a holder, only if it has not beaten since
 */
function writeTaken(dynamodb, lease, { holder, from, vanished, }) {
    const attributes = Object.entries(holder);
    const left = lease_item/* HOLDER_ATTRIBUTES */.jJ.filter((name) => !(name in holder));
    const conditions = [
        'attribute_exists(Waiters.#me)',
        ...(from === undefined
            ? ['attribute_not_exists(#Holder)']
            : ['#Holder = :heldBy', beatAsSeen('#Beat', ':heldAt', from.beat)]),
        ...vanished.map((_, index) => `Waiters.#v${index}.#Beat = :v${index}`),
    ];
    const removed = [
        ...left.map((name) => `#${name}`),
        'Waiters.#me',
        ...vanished.map((_, index) => `Waiters.#v${index}`),
    ];
    return update(dynamodb, lease, {
        UpdateExpression: `SET ${attributes.map(([name]) => `#${name} = :${name}`).join(', ')} ` + `REMOVE ${removed.join(', ')}`,
        ConditionExpression: conditions.join(' AND '),
        ExpressionAttributeNames: {
            ...aliases(lease_item/* HOLDER_ATTRIBUTES */.jJ),
            '#me': lease.holder,
            ...Object.fromEntries(vanished.map((waiter, index) => [`#v${index}`, waiter.holder])),
        },
        ExpressionAttributeValues: {
            ...Object.fromEntries(attributes.map(([name, value]) => [`:${name}`, value])),
            ...Object.fromEntries(vanished.map(({ beat }, index) => [`:v${index}`, { N: String(beat) }])),
            ...(from === undefined ? {} : { ':heldBy': { S: from.holder }, ':heldAt': { N: String(from.beat) } }),
        },
    });
}
/** A holder of a version, or a hand, that wrote no beat reads as beat 0. */
const beatAsSeen = (path, value, beat) => beat === 0 ? `(${path} = ${value} OR attribute_not_exists(${path}))` : `${path} = ${value}`;
/** The holder beats, showing its stage and, where it is known, its process. Not written: it holds the lease no more. */
function writeHolderBeat(dynamodb, lease, { stage, process, now, deadline, }) {
    const shown = Object.entries({
        Stage: { S: stage },
        BeatAt: { S: new Date(now).toISOString() },
        ...(0,lease_item/* processAttributes */.HI)(process),
    });
    const request = {
        UpdateExpression: `SET ${shown.map(([name]) => `#${name} = :${name}`).join(', ')} ADD Beat :one`,
        ConditionExpression: 'Holder = :holder',
        ExpressionAttributeNames: aliases(shown.map(([name]) => name)),
        ExpressionAttributeValues: {
            ...Object.fromEntries(shown.map(([name, value]) => [`:${name}`, value])),
            ':one': ONE,
            ':holder': { S: lease.holder },
        },
    };
    return update(dynamodb, lease, request, deadline);
}
/** Held -> absent, if nobody waits. */
const deleteHeld = (dynamodb, lease) => remove(dynamodb, lease, {
    ConditionExpression: 'Holder = :holder AND (attribute_not_exists(Waiters) OR size(Waiters) = :none)',
    ExpressionAttributeValues: { ':holder': { S: lease.holder }, ':none': NONE },
});
/** Held -> free with a queue. */
const writeFreed = (dynamodb, lease) => update(dynamodb, lease, {
    UpdateExpression: `REMOVE ${lease_item/* HOLDER_ATTRIBUTES */.jJ.map((name) => `#${name}`).join(', ')}`,
    ConditionExpression: '#Holder = :holder AND size(Waiters) > :none',
    ExpressionAttributeNames: aliases(lease_item/* HOLDER_ATTRIBUTES */.jJ),
    ExpressionAttributeValues: { ':holder': { S: lease.holder }, ':none': NONE },
});
/** A waiter leaves a queue that somebody else is in, or whose lease is held. */
const writeLeft = (dynamodb, lease) => update(dynamodb, lease, {
    UpdateExpression: 'REMOVE Waiters.#me',
    ConditionExpression: 'attribute_exists(Waiters.#me) AND (attribute_exists(Holder) OR size(Waiters) > :one)',
    ExpressionAttributeNames: { '#me': lease.holder },
    ExpressionAttributeValues: { ':one': ONE },
});
/** Free with a queue of this one alone -> absent. */
const deleteQueue = (dynamodb, lease) => remove(dynamodb, lease, {
    ConditionExpression: 'attribute_exists(Waiters.#me) AND attribute_not_exists(Holder) AND size(Waiters) = :one',
    ExpressionAttributeNames: { '#me': lease.holder },
    ExpressionAttributeValues: { ':one': ONE },
});
const update = (dynamodb, lease, request, deadline) => conditionally(async () => {
    const input = {
        ...keyOf(lease),
        ...request,
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    };
    const options = deadline === undefined ? {} : { abortSignal: deadline };
    return (await dynamodb.updateItem(input, options)).Attributes;
});
const remove = (dynamodb, lease, request) => conditionally(async () => {
    await dynamodb.deleteItem({
        ...keyOf(lease),
        ...request,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    return undefined;
});
async function conditionally(write) {
    try {
        return { written: true, item: await write() };
    }
    catch (error) {
        if (error.name !== 'ConditionalCheckFailedException')
            throw error;
        return { written: false, item: error.Item };
    }
}
/** Every name aliased: `Commit`, `Interval` and more are words of DynamoDB's own. */
const aliases = (names) => Object.fromEntries(names.map((name) => [`#${name}`, name]));

;// CONCATENATED MODULE: ./lib/state/still-watch.js

/**
 * Watches counters, and tells whose stands still: on the observer's own clock, since no two machines agree about the
 * time. What was never seen before has not stopped.
 */
class StillWatch {
    #clock;
    #seen = new Map();
    constructor(clock) {
        this.#clock = clock;
    }
    see({ holder, waiters }) {
        const now = this.#clock.monotonic();
        const all = holder === undefined ? waiters : [holder, ...waiters];
        this.#seen = new Map(all.map((each) => {
            const before = this.#seen.get(each.holder);
            return [each.holder, before?.beat === each.beat ? before : { beat: each.beat, since: now }];
        }));
    }
    /** Whether the counter stood still for six of its intervals. */
    hasStopped({ holder, beat, interval }) {
        const seen = this.#seen.get(holder);
        if (seen === undefined || seen.beat !== beat)
            return false;
        return this.#clock.monotonic() - seen.since >= lease_item/* BEATS_UNTIL_LOST */.a0 * interval;
    }
}

;// CONCATENATED MODULE: ./lib/state/lease.js






/** How often a waiter looks: the next in turn loses no time once the lease is free, the others spare the table. */
const LOOK_INTERVAL = { next: 1_000, others: 3_000 };
/** How often a holder whose beat stands still is asked about: GitHub's limit of requests is the repository's. */
const PROOF_INTERVAL = 30_000;
/**
 * Takes the lease of this state: at once if it is free, else in turn. First come, first served.
 *
 * One item holds holder and queue, and every step from one form of it to the next is one conditional write; whoever
 * loses a race sees what is there now and decides again:
 *
 *     absent             -> held                if there is no item
 *     held               -> held, queue longer  a waiter joins, if no other did since it looked
 *     held               -> absent              the holder frees it, if nobody waits
 *     held               -> free with a queue   the holder frees it, if somebody waits
 *     free with a queue  -> held                the first takes it, if there is still no holder
 *     held, at rest      -> held                the first takes it over, if holder and beat are still as judged
 *     any, with a queue  -> queue shorter       a waiter leaves; the last one of a free lease deletes the item
 *
 * Everybody who waits beats in the same call that looks. "First" is who has no one before it but those whose beat stood
 * still for six of their intervals on the own clock; they leave by the write that takes the lease, which fails if one
 * of them has beaten since. A waiter that was dropped and is alive after all joins again, at the end. A holder is taken
 * over from only if its beat stood still as long, and there is proof that it is over; at once if its process is known to be
 * gone.
 *
 * Items of versions without a queue get one when somebody waits; such a version frees by deleting the item, and those
 * who waited race for it and queue again.
 *
 * @throws Failure `DEPLOY_IN_PROGRESS` naming the holder, when the lease is not ours in time, and, where its beat stood
 * still, why that was not enough.
 */
async function takeLease(ports, state, run, options) {
    const lease = leaseIdentity(state, options.holder);
    const turn = new Turn(ports, lease, run, options);
    try {
        return await turn.take();
    }
    catch (error) {
        await turn.leave().catch(() => { });
        throw error instanceof errors/* Failure */.H ? error : notTakeable(error, state);
    }
}
/** The lease of a state, as this holder takes it. */
const leaseIdentity = (state, holder) => ({
    table: state.lockTable,
    region: state.region,
    id: (0,lease_item/* leaseId */.K)(state),
    holder,
});
/** One process's turn at the lease. */
class Turn {
    #dynamodb;
    #clock;
    #lease;
    #run;
    #wish;
    #start;
    #still;
    #queued = false;
    #shown = '';
    #proof;
    constructor(ports, lease, run, wish) {
        this.#dynamodb = ports.dynamodb;
        this.#clock = ports.clock;
        this.#lease = lease;
        this.#run = run;
        this.#wish = wish;
        this.#start = ports.clock.monotonic();
        this.#still = new StillWatch(ports.clock);
    }
    async take() {
        let found = leaseOf(await writeNew(this.#dynamodb, this.#lease, this.#attributes()));
        for (;;) {
            // The SDK tries again after a lost reply, and then meets what it has written itself.
            if (found?.holder?.holder === this.#lease.holder)
                return { lease: this.#lease, waited: this.#waited };
            if (found === undefined) {
                found = leaseOf(await writeNew(this.#dynamodb, this.#lease, this.#attributes()));
                continue;
            }
            this.#still.see(found);
            const claim = await this.#claim(found);
            if (claim !== undefined) {
                const outcome = await writeTaken(this.#dynamodb, this.#lease, {
                    ...claim,
                    holder: this.#attributes(claim.from),
                });
                if (outcome.written)
                    return this.#taken(claim);
                found = leaseOf(outcome);
                continue;
            }
            if (this.#waited >= this.#wish.patience)
                throw this.#inProgress(found);
            if (this.#place(found) === undefined) {
                this.#queued = true;
                const { orders } = found;
                found = leaseOf(await writeWaiter(this.#dynamodb, this.#lease, { run: this.#run, orders }));
                continue;
            }
            this.#tell(found);
            const interval = this.#place(found) === 1 ? LOOK_INTERVAL.next : LOOK_INTERVAL.others;
            await this.#clock.sleep(Math.min(interval, this.#wish.patience - this.#waited), this.#wish.signal);
            found = leaseOf(await writeWaiterBeat(this.#dynamodb, this.#lease));
        }
    }
    /** Leaves the queue, if it was ever joined. */
    async leave() {
        if (this.#queued)
            await leaveQueue(this.#dynamodb, this.#lease);
    }
    get #waited() {
        return this.#clock.monotonic() - this.#start;
    }
    #attributes(from) {
        const { stage, holder, process } = this.#wish;
        return (0,lease_item/* holderAttributes */.GH)(holder, this.#run, { stage, now: this.#clock.now(), process, from });
    }
    /** What may be taken now: the lease is free, or its holder proven over, and nobody alive is before us. */
    async #claim(found) {
        if (this.#place(found) !== 1)
            return undefined;
        const own = found.waiters.findIndex(({ holder }) => holder === this.#lease.holder);
        const vanished = found.waiters.slice(0, own);
        const { holder: from } = found;
        if (from === undefined)
            return { from, vanished };
        const gone = this.#wish.isGone?.(from) === true;
        if (gone)
            return { from, vanished, why: 'its process on this machine is gone' };
        if (!this.#still.hasStopped(from))
            return undefined;
        const proof = await this.#prove(from);
        return proof?.verdict === 'over' ? { from, vanished, why: proof.why } : undefined;
    }
    async #prove(from) {
        const of = `${from.holder} ${from.beat}`;
        const now = this.#clock.monotonic();
        if (this.#proof?.of !== of || now - this.#proof.at >= PROOF_INTERVAL) {
            const proof = await this.#wish.prove?.(from);
            this.#proof = proof && { of, at: now, proof };
        }
        return this.#proof?.proof;
    }
    #taken({ from, why = '' }) {
        const taken = { lease: this.#lease, waited: this.#waited };
        return from === undefined ? taken : { ...taken, takenOver: { from, why } };
    }
    /** Place in the queue, the vanished not counted: 1 is the next. Undefined: not in it. */
    #place({ waiters }) {
        const own = waiters.findIndex(({ holder }) => holder === this.#lease.holder);
        if (own < 0)
            return undefined;
        return 1 + waiters.slice(0, own).filter((waiter) => !this.#still.hasStopped(waiter)).length;
    }
    #tell(found) {
        const place = this.#place(found);
        if (found.holder === undefined || place === undefined)
            return;
        const shown = `${found.holder.holder} ${found.holder.stage} ${place}`;
        if (shown !== this.#shown)
            this.#wish.onWait(found.holder, this.#waited, place);
        this.#shown = shown;
    }
    #inProgress(found) {
        const { holder } = found;
        if (holder === undefined)
            return queueInTheWay(found, this.#waited);
        const why = this.#still.hasStopped(holder)
            ? (this.#proof?.proof.why ?? 'it was not asked whether its run is over')
            : undefined;
        return inProgress(this.#lease, holder, { waited: this.#waited, why });
    }
}
const leaseOf = ({ item }) => item === undefined ? undefined : (0,lease_item/* readLeaseItem */.eJ)(item);
const isQueued = (outcome, lease) => leaseOf(outcome)?.waiters.some(({ holder }) => holder === lease.holder) ?? false;
/** The lease as it is now; undefined: nobody holds it or waits for it. */
async function readLease(dynamodb, state) {
    const { Item } = await dynamodb.getItem({
        TableName: state.lockTable,
        Key: { LockID: { S: (0,lease_item/* leaseId */.K)(state) } },
        ConsistentRead: true,
    });
    return Item === undefined ? undefined : (0,lease_item/* readLeaseItem */.eJ)(Item);
}
/**
 * Beats once, showing the stage.
 *
 * @param ports `clock`: the holder's own; nobody compares its time with that of another machine
 * @returns false when the lease is no longer this holder's; rejects when it can't be known.
 */
async function beat({ dynamodb, clock }, lease, beaten) {
    return (await writeHolderBeat(dynamodb, lease, { ...beaten, now: clock.now() })).written;
}
/** Frees the lease if it is still this holder's, for the first who waits; another's stays. Safe to call again. */
async function freeLease(dynamodb, lease) {
    for (;;) {
        const deleted = await deleteHeld(dynamodb, lease);
        if (deleted.written || leaseOf(deleted)?.holder?.holder !== lease.holder)
            return;
        const freed = await writeFreed(dynamodb, lease);
        if (freed.written || leaseOf(freed)?.holder?.holder !== lease.holder)
            return;
    }
}
/** Leaves the queue, if this holder is in it. Safe to call again. */
async function leaveQueue(dynamodb, lease) {
    for (;;) {
        const left = await writeLeft(dynamodb, lease);
        if (left.written || !isQueued(left, lease))
            return;
        const deleted = await deleteQueue(dynamodb, lease);
        if (deleted.written || !isQueued(deleted, lease))
            return;
    }
}


/***/ }),

/***/ 6906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FD: () => (/* binding */ describeLock),
/* harmony export */   PG: () => (/* binding */ parseLock),
/* harmony export */   mF: () => (/* binding */ readLock)
/* harmony export */ });
/* harmony import */ var _stored_lock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7448);

/** Who holds the state lock, by its item or its file; undefined: it is free. */
async function readLock(platform, location) {
    const found = (await (0,_stored_lock_js__WEBPACK_IMPORTED_MODULE_0__/* .readLockItem */ .vb)(platform, location)) ?? (await (0,_stored_lock_js__WEBPACK_IMPORTED_MODULE_0__/* .readLockFile */ .cx)(platform, location));
    return found === undefined ? undefined : parseLock(found.text);
}
/** Reads the JSON both kinds of lock hold; what is missing reads as unknown. */
function parseLock(text) {
    const unknown = 'unknown';
    try {
        const lock = JSON.parse(text);
        return {
            id: lock['ID'] ?? unknown,
            operation: lock['Operation'] ?? unknown,
            who: lock['Who'] ?? unknown,
            created: lock['Created'] ?? unknown,
            info: lock['Info'] ?? '',
        };
    }
    catch {
        return { id: unknown, operation: unknown, who: unknown, created: unknown, info: '' };
    }
}
/** One line about a lock: who, for what, since when. */
const describeLock = (lock) => `${lock.who} for ${lock.operation.replace(/^OperationType/, '').toLowerCase()} since ${lock.created}` +
    (lock.info === '' ? '' : ` (${lock.info})`);


/***/ }),

/***/ 7448:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ae: () => (/* binding */ rewriteLock),
/* harmony export */   bf: () => (/* binding */ deleteLock),
/* harmony export */   cs: () => (/* binding */ createLock),
/* harmony export */   cx: () => (/* binding */ readLockFile),
/* harmony export */   kW: () => (/* binding */ readStoredLocks),
/* harmony export */   vb: () => (/* binding */ readLockItem)
/* harmony export */ });
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6594);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(325);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1993);



/** The item that is Terraform's lock in the lock table. */
const itemOf = (location) => ({
    TableName: location.lockTable,
    Key: { LockID: { S: `${location.bucket}/${location.key}` } },
});
const fileOf = (location) => ({
    ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .ownedBucket */ .IP)(location),
    Key: (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .lockfileKey */ .pN)(location.key),
});
/** The lock in the lock table; undefined: it is free, or Terraform doesn't lock there. */
async function readLockItem({ aws }, location) {
    if (location.locking === 'lockfile')
        return undefined;
    const dynamodb = await aws.dynamodb(location.region);
    const { Item } = await dynamodb.getItem({ ...itemOf(location), ConsistentRead: true });
    const text = Item?.['Info']?.S;
    return text === undefined ? undefined : { place: 'item', text };
}
/** The lock file beside the state; undefined: it is free, or Terraform doesn't lock there. */
async function readLockFile({ aws }, location) {
    if (location.locking === 'dynamodb')
        return undefined;
    const s3 = await aws.s3(location.region);
    const found = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(s3.getObject(fileOf(location)), 'NoSuchKey');
    const text = await found?.Body?.transformToString();
    if (found === undefined || text === undefined)
        return undefined;
    const { ETag: etag = '', ServerSideEncryption: kind, SSEKMSKeyId: key } = found;
    const known = kind === 'AES256' || kind === 'aws:kms' || kind === 'aws:kms:dsse';
    return {
        place: 'file',
        text,
        etag,
        encryption: {
            ...(known ? { ServerSideEncryption: kind } : {}),
            ...(known && key !== undefined ? { SSEKMSKeyId: key } : {}),
        },
    };
}
/** Every lock there is: with `locking: both` there are two of them while Terraform holds them. */
async function readStoredLocks(aws, location) {
    const [item, file] = await Promise.all([readLockItem(aws, location), readLockFile(aws, location)]);
    return [...(item === undefined ? [] : [item]), ...(file === undefined ? [] : [file])];
}
/**
 * Takes a lock by writing this text, if it is free.
 *
 * @returns undefined where somebody else holds it.
 */
async function createLock(ports, location, place, text) {
    await ifUnchanged(async () => {
        if (place === 'item') {
            const dynamodb = await ports.aws.dynamodb(location.region);
            const { TableName, Key } = itemOf(location);
            const Item = { ...Key, Info: { S: text } };
            await dynamodb.putItem({ TableName, Item, ConditionExpression: 'attribute_not_exists(LockID)' });
        }
        else {
            const s3 = await ports.aws.s3(location.region);
            const file = { ...fileOf(location), Body: text, ContentType: 'application/json' };
            await s3.putObject({ ...file, IfNoneMatch: '*' });
        }
    });
    // What is there tells: the SDK repeats a call whose answer was lost, and the repeat meets what the first one wrote.
    const read = place === 'item' ? readLockItem : readLockFile;
    const found = await read(ports, location);
    return found?.text === text ? found : undefined;
}
/**
 * Writes another text into the lock, if it is still as it was read.
 *
 * @returns false where it no longer is: let go, or another's.
 */
function rewriteLock({ aws }, location, lock, text) {
    return ifUnchanged(async () => {
        if (lock.place === 'item') {
            const dynamodb = await aws.dynamodb(location.region);
            await dynamodb.updateItem({
                ...itemOf(location),
                UpdateExpression: 'SET Info = :text',
                ConditionExpression: 'Info = :exact',
                ExpressionAttributeValues: { ':text': { S: text }, ':exact': { S: lock.text } },
            });
        }
        else {
            const s3 = await aws.s3(location.region);
            await s3.putObject({
                ...fileOf(location),
                Body: text,
                ContentType: 'application/json',
                IfMatch: lock.etag,
                ...lock.encryption,
            });
        }
    });
}
/**
 * Deletes the lock, if it is still as it was read.
 *
 * @returns false where it no longer is: let go, or another's.
 */
function deleteLock({ aws }, location, lock) {
    return ifUnchanged(async () => {
        if (lock.place === 'item') {
            const dynamodb = await aws.dynamodb(location.region);
            await dynamodb.deleteItem({
                ...itemOf(location),
                ConditionExpression: 'Info = :exact',
                ExpressionAttributeValues: { ':exact': { S: lock.text } },
            });
        }
        else {
            const s3 = await aws.s3(location.region);
            await s3.deleteObject({ ...fileOf(location), IfMatch: lock.etag });
        }
    });
}
/** Answers that mean "not what you read": changed, being changed, or gone. */
const CHANGED = new Set([
    'ConditionalCheckFailedException',
    'ConditionalRequestConflict',
    'NoSuchKey',
    'PreconditionFailed',
]);
async function ifUnchanged(write) {
    try {
        await write();
        return true;
    }
    catch (error) {
        if (CHANGED.has((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCode */ .CA)(error)) || (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .httpStatus */ .nG)(error) === 412)
            return false;
        throw error;
    }
}


/***/ })

};
