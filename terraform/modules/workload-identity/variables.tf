variable "name" {
  description = "Prefix of role names."
  type        = string
}

variable "cluster_name" {
  description = "EKS cluster of the service accounts."
  type        = string
}

variable "kafka_arn" {
  description = "MSK cluster; topics, groups and transactions are named by it."
  type        = string
}

variable "model_bucket_arn" {
  description = "Bucket of the model repository."
  type        = string
}

variable "model_key_arn" {
  description = "Its key."
  type        = string
}

variable "topics" {
  description = "All topics."
  type        = list(string)
}

variable "identities" {
  description = "Who may what. Topics by name, prefixes of the model bucket with a slash at the end."
  type = map(object({
    namespace       = string
    service_account = string
    reads           = optional(list(string), [])
    writes          = optional(list(string), [])
    group           = optional(string)
    transactions    = optional(string)
    creates         = optional(bool, false)
    watches         = optional(list(string), [])
    model_reads     = optional(list(string), [])
    model_writes    = optional(list(string), [])
  }))
  validation {
    condition     = alltrue([for who in values(var.identities) : alltrue([for name in concat(who.reads, who.writes, who.watches) : !strcontains(name, "*")])])
    error_message = "Topics and groups must be named, without a wildcard."
  }
  validation {
    condition     = alltrue([for who in values(var.identities) : alltrue([for prefix in concat(who.model_reads, who.model_writes) : endswith(prefix, "/") && prefix != "/"])])
    error_message = "Prefixes of the model bucket must end with a slash and not be the whole bucket."
  }
  validation {
    condition     = alltrue([for name, who in var.identities : name == "reward" || !anytrue([for topic in who.reads : startswith(topic, "maestro.task-reference.")])])
    error_message = "Only reward may read reference answers."
  }
}

variable "drivers" {
  description = "Drivers of the cluster with a policy that Amazon keeps."
  type = map(object({
    service_account = string
    policy_arn      = string
  }))
  default = {}
}
