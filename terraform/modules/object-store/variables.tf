variable "name" {
  description = "Name of the file system, and prefix of the bucket's."
  type        = string
}

variable "account_id" {
  description = "Makes the bucket's name unique."
  type        = string
}

variable "vpc_id" {
  description = "VPC of the mount targets."
  type        = string
}

variable "subnet_ids" {
  description = "Three private subnets, one in each zone."
  type        = list(string)
}

variable "client_security_groups" {
  description = "Who may mount it: security groups by a name of your choice."
  type        = map(string)
}
