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

variable "object_bucket_arn" {
  description = "Bucket of objects and journal."
  type        = string
}

variable "object_key_arn" {
  description = "Its key."
  type        = string
}

variable "topics" {
  description = "All topics."
  type        = list(string)
}

variable "identities" {
  description = "Who may what. Topics by name, prefixes of the buckets with a slash at the end."
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
    object_reads    = optional(list(string), [])
    object_writes   = optional(list(string), [])
  }))
  validation {
    condition     = alltrue([for who in values(var.identities) : alltrue([for name in concat(who.reads, who.writes, who.watches) : !strcontains(name, "*")])])
    error_message = "Topics and groups must be named, without a wildcard."
  }
  validation {
    condition     = alltrue([for who in values(var.identities) : alltrue([for prefix in concat(who.model_reads, who.model_writes, who.object_reads, who.object_writes) : endswith(prefix, "/") && !contains(["/", "named/"], prefix) && !strcontains(prefix, "*")])])
    error_message = "Prefixes of the buckets must end with a slash and not be the whole bucket."
  }
  validation {
    condition     = alltrue([for name, who in var.identities : name == "reward" || !anytrue([for topic in who.reads : startswith(topic, "maestro.task-reference.")])])
    error_message = "Only reward may read reference answers."
  }
  validation {
    condition     = alltrue([for name, who in var.identities : name == "reward" || !anytrue([for prefix in concat(who.object_reads, who.object_writes) : startswith("named/references/", prefix) || startswith(prefix, "named/references/")])])
    error_message = "Only reward may touch reference answers among the objects."
  }
  validation {
    condition     = alltrue([for name, who in var.identities : alltrue([for prefix in concat(who.object_reads, who.object_writes) : !can(regex("^named/(hops|tries|written)/", prefix)) || contains(["named/hops/${name}/", "named/tries/${name}/", "named/written/${name}/"], prefix)])])
    error_message = "A function may touch its own journal of hops only: what task made of an event holds the reference answer."
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
