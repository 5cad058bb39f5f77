# ReviveCRM, the shop CRM: seven functions, six tables, an HTTP API, schedules and a React site.
#
#   functions.tf  what each function may do, its role, its code     tables.tf     the six tables
#   api.tf        routes to the functions                           schedules.tf  what runs by itself
#   site.tf       the site's bucket and CloudFront                  secrets.tf    access to Tekmetric

provider "aws" {
  default_tags {
    tags = {
      Project     = var.project
      Environment = var.environment
      ManagedBy   = "terraform"
    }
  }
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

data "aws_partition" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  region    = data.aws_region.current.name
  partition = data.aws_partition.current.partition

  # revivecrm-production: before every name, so that environments and projects share an account.
  prefix = "${var.project}-${var.environment}"

  buckets = {
    # Bucket names are one world-wide namespace: the account id makes them ours.
    packages = "${local.prefix}-packages-${local.account}"
    site     = "${local.prefix}-site-${local.account}"
  }
}
