// SPDX-License-Identifier: LicenseRef-Bayme
#pragma once

#include "api/type_info.hpp"
#include "base/json_text.hpp"

#include <map>
#include <set>

namespace bayme::api {

/// JSON Schemas (2020-12, as OpenAPI 3.1 uses it) of the types of a document. Structs and enums
/// become named components, so recursive types end.
class SchemaBook {
public:
    /// Writes a type's schema at this place: a reference for a struct or enum.
    void write(JsonWriter& out, const TypeInfo& type, std::span<const Rule> rules = {});
    /// Writes one schema per field, for the parameters of a GET.
    void write_field(JsonWriter& out, const FieldInfo& field, const void* defaults);
    /// Requests refuse unknown members; answers may grow. Call it for each request type first.
    void add_request(const TypeInfo& type);
    /// Writes the members of "components.schemas" for everything that was referred to.
    void write_components(JsonWriter& out);

    /// Two different types with one name; empty when there are none.
    [[nodiscard]] const std::set<std::string_view>& clashes() const { return clashes_; }

private:
    void refer(JsonWriter& out, const TypeInfo& type);
    void write_enumeration(JsonWriter& out, const TypeInfo& type);
    void write_object(JsonWriter& out, const TypeInfo& type);

    std::map<std::string_view, const TypeInfo*> named_;
    std::set<const TypeInfo*> requests_;
    std::set<std::string_view> clashes_;
};

} // namespace bayme::api
