variable "name" {
  description = "Name of the installation."
  type        = string
}

variable "account_id" {
  description = "The account that owns the key."
  type        = string
}

variable "retention_days" {
  description = "How long logs are kept."
  type        = number
}

variable "monthly_budget_usd" {
  description = "A forecast over 80 % of it sends a mail."
  type        = number
}

variable "budget_emails" {
  description = "Who gets that mail."
  type        = list(string)
}
