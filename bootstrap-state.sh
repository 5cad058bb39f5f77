#!/usr/bin/env bash
# Makes the state backend explicitly, with terraform/bootstrap instead of the action's own SDK calls:
#
#   bash bootstrap-state.sh [--project NAME] [--environment production] [--region REGION]
#                           [--terraform-directory terraform] [--locking dynamodb|lockfile|both]
#
# 1. bucket and lock table by Terraform, importing what is there already (made by the action, or by an earlier run),
# 2. the state of terraform/bootstrap itself into that bucket,
# 3. the backend into the configuration in --terraform-directory, in place.
#
# Run it as often as you like: what is as it should be stays untouched. Run it in the repository to be deployed.
# Needs bash, node >= 20, terraform and AWS credentials.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
options=("$@")

say() { printf '%s\n' "$*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

for argument in "$@"; do
  if [[ $argument == -h || $argument == --help ]]; then
    sed -n '2,13s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
    exit 0
  fi
done
command -v node >/dev/null || fail 'node is not on the PATH. Install Node 20 or newer and run this again.'
command -v terraform >/dev/null || fail 'terraform is not on the PATH. Install Terraform and run this again.'
[[ -f $root/dist/index.js ]] || fail "$root/dist/index.js is missing. Run this from a complete checkout of revive-deploy."

# Terraform works in a copy: no state file, lock or import block is ever left in the checkout. If this is killed in
# the middle, the next run imports what was made.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$root"/terraform/bootstrap/*.tf "$root"/terraform/bootstrap/.terraform.lock.hcl "$work"

# They would put the state of the copy somewhere else.
unset TF_WORKSPACE TF_DATA_DIR

state_backend() { node "$root/dist/index.js" state-backend "$@" ${options[@]+"${options[@]}"}; }

# quietly WHAT COMMAND...: shows the command's output only if it fails.
quietly() {
  local what=$1 log=$work/log
  shift
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    fail "$what failed. Nothing more was done; run this again once the reason above is gone."
  fi
}

terraform_here() { terraform -chdir="$work" "$@"; }

place=$(state_backend prepare --into "$work")
say "State backend: $(state_backend describe)"

quietly 'terraform init' terraform_here init -input=false -no-color

planned=0
terraform_here plan -input=false -no-color -lock-timeout=5m -detailed-exitcode -out=plan >"$work/log" 2>&1 || planned=$?
case $planned in
  0) say 'terraform/bootstrap: nothing to change.' ;;
  2)
    cat "$work/log"
    # The provider reads a bucket's lifecycle back for almost a minute.
    say 'terraform/bootstrap: applying (making the bucket takes about a minute)'
    quietly 'terraform apply' terraform_here apply -input=false -no-color -lock-timeout=5m plan
    say 'terraform/bootstrap: applied.'
    ;;
  *)
    cat "$work/log" >&2
    fail 'terraform plan failed. Nothing was changed; run this again once the reason above is gone.'
    ;;
esac

if [[ $place == local ]]; then
  state_backend prepare --into "$work" >"$work/log"
  quietly 'Moving the state of terraform/bootstrap into the bucket' \
    terraform_here init -input=false -no-color -migrate-state -force-copy
  say 'The state of terraform/bootstrap is now in the bucket it made.'
fi

state_backend declare
