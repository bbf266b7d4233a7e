#!/usr/bin/env bash
# Formats, validates and tests Terraform, without a network when MAESTRO_TERRAFORM_MIRROR names a folder with the provider.
# Ends with "terraform: N passed, N failed". Without terraform, or without its provider, it says SKIPPED and exits with 0.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() { echo "terraform: SKIPPED, $*. Nothing of terraform/ was checked."; exit 0; }

command -v terraform >/dev/null 2>&1 || skip "the program terraform was not found"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TF_IN_AUTOMATION=1 TF_CLI_ARGS=-no-color CHECKPOINT_DISABLE=1
mirror="${MAESTRO_TERRAFORM_MIRROR:-$(find /opt /usr/share /usr/local/share -type d -path '*/registry.terraform.io/hashicorp/aws' 2>/dev/null | head -n 1 | sed 's:/registry.terraform.io/hashicorp/aws$::')}"
if [ -n "$mirror" ]; then
    sed "s#/path/to/the/mirror#$mirror#" ci/offline.tfrc.example >"$work/offline.tfrc"
    export TF_CLI_CONFIG_FILE="$work/offline.tfrc"
elif [ -n "${TF_CLI_CONFIG_FILE:-}" ] && [ ! -f "$TF_CLI_CONFIG_FILE" ]; then
    unset TF_CLI_CONFIG_FILE
fi

passed=0
failed=0
count() { # NAME COMMAND...
    local name=$1
    shift
    if "$@" >"$work/out" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "terraform: $name failed"
        grep -v '^ *- module\.' "$work/out" | tail -n 40
    fi
}

# A copy: init leaves nothing in the tree.
cp -R . "$work/tree"
find "$work/tree" -name .terraform -prune -exec rm -rf {} +

count fmt terraform fmt -check -recursive .
for folder in modules/workload-identity stacks/platform; do
    if ! terraform -chdir="$work/tree/$folder" init -backend=false -input=false >"$work/init" 2>&1; then
        tail -n 5 "$work/init"
        skip "the AWS provider cannot be had; set MAESTRO_TERRAFORM_MIRROR to a folder that holds registry.terraform.io/hashicorp/aws"
    fi
    count "validate $folder" terraform -chdir="$work/tree/$folder" validate
    if terraform -chdir="$work/tree/$folder" test >"$work/test" 2>&1; then :; else grep -E -A8 '^Error|fail$' "$work/test" | head -n 60; fi
    while read -r ok bad; do
        passed=$((passed + ok))
        failed=$((failed + bad))
    done < <(sed -n 's/^.*! \([0-9]*\) passed, \([0-9]*\) failed.*$/\1 \2/p' "$work/test")
    grep -q -E '^(Success|Failure)! ' "$work/test" || { failed=$((failed + 1)); echo "terraform: the tests of $folder did not run"; }
done

# The test must find what it is there for: a policy that gives all of S3.
sed -i 's/"s3:PutObject", "s3:AbortMultipartUpload"/"s3:*"/' "$work/tree/modules/workload-identity/main.tf"
if terraform -chdir="$work/tree/modules/workload-identity" test >"$work/planted" 2>&1 || ! grep -q 'an action with a wildcard' "$work/planted"; then
    failed=$((failed + 1))
    echo "terraform: a planted s3:* was not found"
else
    passed=$((passed + 1))
fi
echo "terraform: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
