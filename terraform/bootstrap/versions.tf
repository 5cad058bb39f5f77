# Run by ../../bootstrap-state.sh, which gives it a backend in the bucket it makes. By hand: `terraform init` and
# `terraform apply` with a state of your own.
terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.80"
    }
  }
}
