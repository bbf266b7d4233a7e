variable "name" {
  description = "Name of the installation."
  type        = string
}

variable "images" {
  description = "Names of the images under maestro/."
  type        = set(string)
}
