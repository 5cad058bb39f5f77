# The state backend of revive-deploy, for those who want it explicit: the same bucket and the same table, setting by
# setting, as the action makes by itself (src/state/wanted-bucket.ts, src/state/wanted-table.ts). A test compares
# them: whichever made it, the other changes nothing.

provider "aws" {
  region = var.aws_region
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

data "aws_partition" "current" {}

locals {
  # Bucket names are one world-wide namespace: the account id makes them ours.
  bucket = coalesce(var.state_bucket, "${var.project}-terraform-state-${data.aws_caller_identity.current.account_id}")
  table  = coalesce(var.lock_table, "${var.project}-terraform-locks")

  bucket_arn = "arn:${data.aws_partition.current.partition}:s3:::${local.bucket}"

  # managed-by tells the action that it may mend a setting here.
  tags = {
    managed-by = "revive-deploy"
    project    = var.project
  }
}

resource "aws_s3_bucket" "state" {
  bucket        = local.bucket
  force_destroy = false
  tags          = local.tags

  # Never Object Lock: Terraform writes its lock file without the checksum it would ask for (terraform#36113).
  lifecycle {
    prevent_destroy = true
  }
}

# Every state that ever was can be had back, for as long as the lifecycle below keeps it.
resource "aws_s3_bucket_versioning" "state" {
  bucket = aws_s3_bucket.state.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    # Means nothing to AES256, and is there for the day someone sets a KMS key.
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "state" {
  bucket = aws_s3_bucket.state.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "state" {
  bucket = aws_s3_bucket.state.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for sid, condition in {
        DenyInsecureTransport = { Bool = { "aws:SecureTransport" = "false" } }
        DenyOldTls            = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
        } : {
        Sid       = sid
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [local.bucket_arn, "${local.bucket_arn}/*"]
        Condition = condition
      }
    ]
  })

  # S3 answers 409 to two changes of a bucket's access at once.
  depends_on = [aws_s3_bucket_public_access_block.state]
}

# Bounds what old states cost. No rule ever touches a current object.
resource "aws_s3_bucket_lifecycle_configuration" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    id     = "expire-noncurrent-state-versions"
    status = "Enabled"

    filter {
      prefix = ""
    }

    noncurrent_version_expiration {
      noncurrent_days           = 90
      newer_noncurrent_versions = 50
    }
  }

  rule {
    id     = "abort-incomplete-uploads"
    status = "Enabled"

    filter {
      prefix = ""
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  # Without versioning there would be no noncurrent versions to keep.
  depends_on = [aws_s3_bucket_versioning.state]
}

# Terraform's lock items, and the deploy lease beside them.
resource "aws_dynamodb_table" "locks" {
  name                        = local.table
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "LockID"
  deletion_protection_enabled = true
  tags                        = local.tags

  attribute {
    name = "LockID"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  lifecycle {
    prevent_destroy = true
  }
}
