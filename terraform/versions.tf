# No backend block: revive-deploy finds or makes the state bucket and the lock table and hands Terraform
# the complete backend. To write one here yourself is fine too: then its bucket, key and table are used.
terraform {
  # 1.10 is the first release that can lock with a file in the bucket (locking: lockfile).
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # .terraform.lock.hcl pins the exact release for every platform.
      version = "~> 5.80"
    }
  }
}
