/* netbios_services.h: what the last byte of a NetBIOS name says of its owner (RFC 1001 and what Windows made of it). */
#ifndef PEEL_DISSECT_APPLICATION_NETBIOS_SERVICES_H
#define PEEL_DISSECT_APPLICATION_NETBIOS_SERVICES_H

#include "dissect/field.h"

extern const struct value_table netbios_services;

#endif
