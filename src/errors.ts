/**
 * Every failure a user can meet, by its stable code. The code is what scripts, runbooks and the `failure-code`
 * output rely on: codes are added, never renamed. The text is one line for the README's table.
 */
export const FAILURE_CODES = {
  INVALID_INPUTS: 'one or more inputs are wrong; every problem is listed, nothing was touched',
  UNTRUSTED_EVENT: "a fork's pull request or pull_request_target may not deploy",
  NO_CREDENTIALS: 'no AWS credentials could be found, or they were refused',
  ROLE_NOT_ASSUMED: 'role-to-assume could not be assumed with the OIDC token of this run',
  WRONG_ACCOUNT: 'the credentials belong to another account than allowed-account-id',
  AWS_UNAVAILABLE: 'AWS could not be reached or kept failing, after all retries',
  ACCESS_DENIED: 'AWS refused a call; the missing actions are named as a statement to paste',
  BUCKET_OF_ANOTHER_ACCOUNT: 'the state bucket belongs to another AWS account',
  BUCKET_IN_ANOTHER_REGION: 'the state bucket is in another region than declared',
  BUCKET_PUBLIC: 'the state bucket is open to the public',
  BUCKET_NOT_OURS: 'the existing state bucket lacks a needed setting and is not tagged as ours to change',
  LOCK_TABLE_WRONG_KEY: 'the lock table has another key than LockID (string, hash)',
  BACKEND_MISSING: 'bootstrap is verify or never, and the state bucket or lock table is not there',
  BACKEND_DRIFTED: 'bootstrap is verify, and a setting of the state backend is not as wanted',
  BACKEND_NOT_CONVERGED: 'a setting of the state backend did not read back as written in time',
  BACKEND_CONTRADICTED: 'Terraform recorded another backend than the one it was given',
  STATE_ELSEWHERE: 'the configuration keeps its state in a place this action does not manage',
  LOCAL_STATE_FOUND: 'a local Terraform state file is in the repository that can not be moved safely',
  STATE_MOVED:
    'the state of this environment stands at another place and can not be moved, or was moved away',
  STATE_OF_ANOTHER: 'the state belongs to another repository or terraform-directory',
  STATE_LOST: 'there was a state and it is gone; planning now would create everything again',
  STATE_UNREADABLE: 'the state object is empty or not a Terraform state',
  STATE_DIGEST_MISMATCH:
    'the digest that Terraform noted of its state is of another one, and not just left behind',
  STATE_FOREIGN: 'the state is another one than this environment had: its lineage differs',
  STATE_REGRESSED: 'the state is older than what this environment had: its serial is not higher',
  STATE_RECOVERY_PENDING: 'a run kept a state it could not save; it comes first, before anything is planned',
  STATE_LOCKED: 'the Terraform state lock was not free before lock-timeout',
  DEPLOY_IN_PROGRESS: 'another deploy held the lease until lock-timeout',
  LOCK_HOLDER_LIVE: 'unlock was asked to free a lock or lease whose holder is at work',
  LOCK_NOT_PROVEN: 'unlock can not prove that the holder of a lock or lease is over, so it stays',
  LEASE_LOST: 'the deploy lease could no longer be renewed, so this run stopped',
  TERRAFORM_NOT_FOUND: 'no Terraform satisfies the required version and none could be installed',
  TERRAFORM_DOWNLOAD_FAILED: 'Terraform could not be downloaded',
  TERRAFORM_NOT_AUTHENTIC: "the downloaded Terraform's checksum or signature does not hold",
  TERRAFORM_INIT_FAILED: 'terraform init failed',
  TERRAFORM_PLAN_FAILED: 'terraform plan failed',
  TERRAFORM_APPLY_FAILED: 'terraform apply failed',
  CREATES_UNPROVEN:
    'a run that was ended in its apply may have created resources that can not be told apart from others',
  ALREADY_EXISTS: 'what the plan would create exists in AWS already, and adopt-existing is not set',
  ADOPTION_REFUSED:
    "adopt-existing can't adopt what exists: it is another's, can't be told apart, or doesn't fit",
  DESTROY_GUARDED: 'the plan would destroy or replace what is precious, and allow-destroy does not name it',
  TERRAFORM_INTERRUPTED: 'Terraform was stopped before it ended',
  PREPARE_FAILED: 'terraform-prepare-command failed',
  OUTPUT_MISSING: 'a Terraform output that the deploy needs is not there',
  FRONTEND_BUILD_FAILED: 'frontend-build-command failed',
  FRONTEND_OUTPUT_MISSING: 'the build left no files to publish',
  FRONTEND_UNSAFE_FILE: 'a file of the site must not be published',
  PUBLISH_FAILED: 'the site could not be uploaded',
  PUBLISH_CONFLICT: 'another process wrote the site or its release record at the same time',
  DISTRIBUTION_NOT_FOUND: 'the CloudFront distribution does not exist or is disabled',
  INVALIDATION_FAILED: 'the site is uploaded but the invalidation was not accepted',
  NOT_LIVE: 'everything was published but the URL did not answer with the new page in time',
  ROLLBACK_IMPOSSIBLE: 'there is no such release, or its commit or its files can not be had any more',
  CANCELLED: 'the run was cancelled',
  INTERNAL: 'a defect of this action; please report it with the log',
} as const;

export type FailureCode = keyof typeof FAILURE_CODES;

/** What went wrong, in the four parts every failure message has. Each is a sentence or two without a newline. */
export interface FailureDetails {
  readonly code: FailureCode;
  /** What happened, naming the offending value. */
  readonly reason: string;
  /** What was done, what was not, and that nothing else was touched. */
  readonly safe: string;
  /** The one next command or action. */
  readonly next: string;
  /** Further lines worth showing: every input problem, an IAM statement to paste, the holder of a lock. */
  readonly details?: readonly string[];
  readonly cause?: unknown;
}

/** The only error thrown on purpose. Anything else that reaches the entry is reported as `INTERNAL`. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly reason: string;
  readonly safe: string;
  readonly next: string;
  readonly details: readonly string[];

  constructor(details: FailureDetails) {
    super(`${details.code}: ${details.reason}`, { cause: details.cause });
    this.code = details.code;
    this.reason = details.reason;
    this.safe = details.safe;
    this.next = details.next;
    this.details = details.details ?? [];
  }
}
