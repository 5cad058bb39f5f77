variable "project" {
  description = "First part of every name."
  type        = string
  default     = "revivecrm"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*[a-z0-9]$", var.project))
    error_message = "project becomes part of bucket names: lower-case letters, digits and hyphens, starting with a letter."
  }

  validation {
    # The longest name is a role's: <project>-<environment>-batch-appointments-schedule, of at most 64.
    condition     = length(var.project) + length(var.environment) <= 34
    error_message = "project and environment together may have 34 characters, so that role names (64) and bucket names (63) fit."
  }
}

variable "environment" {
  description = "Second part of every name: several environments live side by side in one account."
  type        = string
  default     = "production"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]*[a-z0-9]$", var.environment))
    error_message = "environment becomes part of bucket names: lower-case letters, digits and hyphens."
  }
}

variable "protect" {
  description = <<-TEXT
    Whether data outlives a mistake: tables refuse deletion, buckets refuse it while they hold objects, and a
    deleted secret can be recovered for 30 days. Set it to false and apply before destroying an environment.
  TEXT
  type        = bool
  default     = true
  nullable    = false
}

variable "log_retention_days" {
  description = "Days for which the logs of functions and API are kept."
  type        = number
  default     = 30
  nullable    = false
}

variable "extra_origins" {
  description = "Origins besides the site's own that may call the API from a browser, e.g. http://localhost:5173."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "replaced_files_days" {
  description = "Days for which replaced and deleted files of the site are kept as old versions; null keeps them."
  type        = number
  default     = null
}
