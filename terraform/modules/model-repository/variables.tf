variable "name" {
  description = "Prefix of the bucket's name."
  type        = string
}

variable "account_id" {
  description = "Makes the bucket's name unique."
  type        = string
}
