variable "project" {
  description = "Prefix of every name, as in the action's input of that name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.project)) && length(var.project) >= 2 && length(var.project) <= 32
    error_message = "project becomes part of bucket names: 2 to 32 lower-case letters, digits and single hyphens, a letter first."
  }
}

variable "aws_region" {
  description = "Region of bucket and table; null: that of the environment (AWS_REGION)."
  type        = string
  default     = null
}

variable "state_bucket" {
  description = "Name of the bucket where it is not <project>-terraform-state-<account id>."
  type        = string
  default     = null
}

variable "lock_table" {
  description = "Name of the table where it is not <project>-terraform-locks."
  type        = string
  default     = null
}
