variable "name" {
  description = "Prefix of all names."
  type        = string
}

variable "cidr" {
  description = "Addresses of the VPC, a /16."
  type        = string
  validation {
    condition     = can(cidrhost(var.cidr, 0)) && endswith(var.cidr, "/16")
    error_message = "cidr must be a /16, such as 10.20.0.0/16: pods take addresses of it."
  }
}

variable "nat_per_zone" {
  description = "One NAT gateway for each zone, so that the loss of a zone costs no other; else one for all."
  type        = bool
}

variable "flow_log_group_arn" {
  description = "Log group that refused traffic is written to."
  type        = string
}
