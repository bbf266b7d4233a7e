variable "name" {
  description = "Name of the Kafka cluster."
  type        = string
}

variable "mode" {
  description = "serverless, or provisioned with three brokers."
  type        = string
  validation {
    condition     = contains(["serverless", "provisioned"], var.mode)
    error_message = "mode must be serverless or provisioned."
  }
}

variable "kafka_version" {
  description = "Version of provisioned brokers."
  type        = string
  default     = "3.9.x"
}

variable "broker_instance_type" {
  description = "Size of a provisioned broker."
  type        = string
  default     = "kafka.m7g.large"
}

variable "broker_disk_gib" {
  description = "Disk of a provisioned broker."
  type        = number
  default     = 200
}

variable "vpc_id" {
  description = "VPC of the brokers."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets, one in each zone."
  type        = list(string)
}

variable "client_security_groups" {
  description = "Who may connect: security groups by a name of your choice."
  type        = map(string)
}

variable "log_group_name" {
  description = "Log group of provisioned brokers."
  type        = string
}
