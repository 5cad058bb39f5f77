locals {
  # One entry a function; its code is revivecrm/functions/<name>/index.mjs. Everything a function needs (role,
  # policy, log group, package, routes, schedule) follows from its entry and is its own: a new entry adds its
  # resources and changes nobody else's.
  #
  #   description  for people
  #   timeout      seconds (default 10)
  #   memory       MB (default 256); the processor's share grows with it
  #   tables       table -> the DynamoDB actions it needs on it, no others are allowed
  #   routes       "METHOD /path" of the HTTP API (default none)
  #   schedule     rate() or cron() in UTC (default none)
  #   secret       whether it may read the Tekmetric secret (default no)
  functions = {
    sync-tekmetric = {
      description = "Fetches repair orders and appointments from Tekmetric"
      timeout     = 60
      schedule    = "rate(15 minutes)"
      secret      = true
      tables = {
        repair-orders   = ["PutItem"]
        appointments    = ["PutItem"]
        analytics-cache = ["DeleteItem"]
      }
    }
    api-ros = {
      description = "Lists, opens and moves on repair orders"
      timeout     = 10
      routes      = ["GET /repair-orders", "POST /repair-orders", "PATCH /repair-orders/{id}"]
      tables = {
        repair-orders   = ["Scan", "Query", "PutItem", "UpdateItem"]
        analytics-cache = ["DeleteItem"]
      }
    }
    api-contact = {
      description = "Records who was told what about a repair order"
      timeout     = 10
      routes      = ["GET /repair-orders/{id}/contacts", "POST /repair-orders/{id}/contacts"]
      tables = {
        repair-orders   = ["GetItem"]
        contact-history = ["Query", "PutItem"]
      }
    }
    api-users = {
      description = "Reads and writes each user's settings"
      timeout     = 10
      routes      = ["GET /users/{userId}/settings", "PUT /users/{userId}/settings/{name}"]
      tables = {
        settings = ["Query", "PutItem"]
      }
    }
    api-analytics = {
      description = "Counts repair orders and what they bring in"
      timeout     = 15
      routes      = ["GET /analytics"]
      tables = {
        repair-orders   = ["Scan"]
        analytics-cache = ["GetItem", "PutItem"]
      }
    }
    batch-appointments = {
      description = "Rolls the coming days' appointments up"
      timeout     = 120
      schedule    = "cron(0 5 * * ? *)"
      tables = {
        appointments    = ["Query"]
        analytics-cache = ["PutItem"]
      }
    }
    batch-sales = {
      description = "Rolls closed repair orders up into sales by day"
      timeout     = 120
      schedule    = "cron(30 5 * * ? *)"
      tables = {
        repair-orders  = ["Query"]
        sales-tracking = ["PutItem"]
      }
    }
  }

  # Built before the plan; null where it wasn't, which the package's precondition explains.
  package_hashes = { for name, _ in local.functions : name => try(filebase64sha256("${path.module}/packages/${name}.zip"), null) }
}

# --- code: from the package to a private bucket, from there to Lambda -----------------------------------------
# Not straight from the local zip: the provider then creates functions one after another, 5 s each. One object a
# function, overwritten when its code changes: that is two changes in the plan and nothing destroyed. The bucket
# keeps no old versions, since Lambda has its own copy and every commit can build its packages again.

resource "aws_s3_bucket" "packages" {
  bucket        = local.buckets.packages
  force_destroy = !var.protect
}

resource "aws_s3_bucket_public_access_block" "packages" {
  bucket                  = aws_s3_bucket.packages.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "packages" {
  bucket = aws_s3_bucket.packages.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "packages" {
  bucket = aws_s3_bucket.packages.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_policy" "packages" {
  bucket = aws_s3_bucket.packages.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyOverTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.packages.arn, "${aws_s3_bucket.packages.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.packages]
}

resource "aws_s3_object" "package" {
  for_each = local.functions

  bucket       = aws_s3_bucket.packages.id
  key          = "${each.key}.zip"
  source       = "${path.module}/packages/${each.key}.zip"
  source_hash  = local.package_hashes[each.key]
  content_type = "application/zip"

  lifecycle {
    precondition {
      condition     = local.package_hashes[each.key] != null
      error_message = "packages/${each.key}.zip isn't built: run `node ../revivecrm/build-packages.mjs` first (the deploy's terraform-prepare-command)."
    }
  }
}

resource "aws_lambda_function" "this" {
  for_each = local.functions

  function_name = "${local.prefix}-${each.key}"
  description   = each.value.description
  role          = aws_iam_role.function[each.key].arn

  runtime       = "nodejs22.x"
  architectures = ["arm64"]
  handler       = "${each.key}/index.handler"
  timeout       = try(each.value.timeout, 10)
  memory_size   = try(each.value.memory, 256)

  # Lambda copies the object when the hash changes, and Terraform compares the hash with the code that is there.
  s3_bucket        = aws_s3_object.package[each.key].bucket
  s3_key           = aws_s3_object.package[each.key].key
  source_code_hash = local.package_hashes[each.key]

  environment {
    variables = merge(
      { for table, _ in each.value.tables : "TABLE_${upper(replace(table, "-", "_"))}" => aws_dynamodb_table.this[table].name },
      try(each.value.secret, false) ? { TEKMETRIC_SECRET = aws_secretsmanager_secret.tekmetric.name } : {},
    )
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.function[each.key].name
  }

  # Without its policy the function's first invocation would be denied.
  depends_on = [aws_iam_role_policy.function]
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${local.prefix}-${each.key}"
  retention_in_days = var.log_retention_days
}

# --- what each function may do: its own log, its tables, its actions ------------------------------------------

resource "aws_iam_role" "function" {
  for_each = local.functions

  name        = "${local.prefix}-${each.key}"
  description = "What ${local.prefix}-${each.key} may do"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions

  name = "function"
  role = aws_iam_role.function[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid      = "OwnLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.function[each.key].arn}:*"]
      }],
      [for table, actions in each.value.tables : {
        Sid    = replace(title(replace(table, "-", " ")), " ", "")
        Effect = "Allow"
        Action = [for action in actions : "dynamodb:${action}"]
        Resource = concat(
          [aws_dynamodb_table.this[table].arn],
          contains(actions, "Query") && can(local.tables[table].indexes) ? ["${aws_dynamodb_table.this[table].arn}/index/*"] : [],
        )
      }],
      [for _ in range(try(each.value.secret, false) ? 1 : 0) : {
        Sid      = "TekmetricSecret"
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [aws_secretsmanager_secret.tekmetric.arn]
      }],
    )
  })
}
