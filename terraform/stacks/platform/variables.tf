variable "environment" {
  description = "Name of the environment, part of all names."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,15}$", var.environment))
    error_message = "environment must be 2 to 16 lower-case letters, digits and dashes."
  }
}

variable "region" {
  description = "AWS region."
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
  description = "One NAT gateway for each zone."
  type        = bool
}

variable "kubernetes_version" {
  description = "Minor version of EKS."
  type        = string
  default     = "1.33"
}

variable "public_access_cidrs" {
  description = "Who may reach the API server from outside; empty for nobody."
  type        = list(string)
  default     = []
}

variable "admin_role_arns" {
  description = "Roles that administer the cluster, by a name of your choice."
  type        = map(string)
}

variable "pools" {
  description = "Node groups; see the module eks."
  type = map(object({
    ami_type       = string
    instance_types = list(string)
    capacity_type  = string
    min            = number
    max            = number
    disk_gib       = number
  }))
}

variable "kafka_mode" {
  description = "serverless or provisioned."
  type        = string
}

variable "log_retention_days" {
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

variable "host" {
  description = "Name that users reach the gateway by."
  type        = string
}

variable "certificate_arn" {
  description = "Certificate of that name in ACM."
  type        = string
}
