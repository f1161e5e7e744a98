#include "cli/output.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <ostream>

#include "cli/width.h"

namespace writ::cli {

namespace {

constexpr std::size_t kFieldColumn = 24;
constexpr std::size_t kFieldWidth = 76;

void PrintIndented(std::ostream& out, const boost::json::value& value, std::size_t depth) {
  const std::string inner((depth + 1) * 2, ' ');
  const std::string outer(depth * 2, ' ');
  if (const auto* object = value.if_object(); object != nullptr && !object->empty()) {
    std::string_view separator = "{\n";
    for (const auto& member : *object) {
      out << separator << inner << boost::json::serialize(member.key()) << ": ";
      PrintIndented(out, member.value(), depth + 1);
      separator = ",\n";
    }
    out << "\n" << outer << "}";
  } else if (const auto* array = value.if_array(); array != nullptr && !array->empty()) {
    std::string_view separator = "[\n";
    for (const boost::json::value& item : *array) {
      out << separator << inner;
      PrintIndented(out, item, depth + 1);
      separator = ",\n";
    }
    out << "\n" << outer << "]";
  } else {
    out << boost::json::serialize(value);
  }
}

const boost::json::value* Find(const boost::json::object& object, std::string_view name) {
  const std::size_t dot = name.find('.');
  const boost::json::value* value = object.if_contains(name.substr(0, dot));
  if (value == nullptr || dot == std::string_view::npos) return value;
  const boost::json::object* nested = value->if_object();
  return nested == nullptr ? nullptr : Find(*nested, name.substr(dot + 1));
}

std::string Cell(const boost::json::object& object, std::string_view column) {
  const boost::json::value* value = Find(object, column);
  if (value == nullptr) return "-";
  std::string text = Shown(*value);
  return text.empty() ? "-" : text;
}

std::string Heading(std::string_view column) {
  std::string text(column);
  for (char& letter : text) {
    if (letter == '_' || letter == '.') letter = ' ';
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return text;
}

// A list of many words, such as an app's scopes, goes on below where it began.
void PrintWrapped(std::ostream& out, std::string_view text) {
  while (text.size() > kFieldWidth) {
    const std::size_t space = text.rfind(' ', kFieldWidth);
    if (space == std::string_view::npos) break;
    out << text.substr(0, space) << "\n" << std::string(kFieldColumn, ' ');
    text.remove_prefix(space + 1);
  }
  out << text << "\n";
}

void PrintFieldsUnder(std::ostream& out, const boost::json::object& object,
                      const std::string& prefix) {
  for (const auto& member : object) {
    const std::string name = prefix + std::string(member.key().data(), member.key().size());
    if (const auto* nested = member.value().if_object(); nested != nullptr) {
      PrintFieldsUnder(out, *nested, name + ".");
      continue;
    }
    const std::string text = Shown(member.value());
    if (text.empty()) continue;
    out << name << std::string(name.size() < kFieldColumn ? kFieldColumn - name.size() : 1, ' ');
    PrintWrapped(out, text);
  }
}

}  // namespace

void PrintJson(std::ostream& out, const boost::json::value& value) {
  PrintIndented(out, value, 0);
  out << "\n";
}

void PrintTable(std::ostream& out, const boost::json::array& items,
                const std::vector<std::string_view>& columns) {
  std::vector<std::vector<std::string>> rows(1);
  for (const std::string_view column : columns) rows.front().push_back(Heading(column));
  for (const boost::json::value& item : items) {
    const boost::json::object* object = item.if_object();
    if (object == nullptr) continue;
    std::vector<std::string>& row = rows.emplace_back();
    for (const std::string_view column : columns) row.push_back(Cell(*object, column));
  }
  std::vector<std::size_t> widths(columns.size());
  for (const std::vector<std::string>& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  }
  for (const std::vector<std::string>& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out << row[i];
      if (i + 1 < row.size()) out << std::string(widths[i] - DisplayWidth(row[i]) + 2, ' ');
    }
    out << "\n";
  }
}

void PrintFields(std::ostream& out, const boost::json::object& object) {
  PrintFieldsUnder(out, object, {});
}

std::string Shown(const boost::json::value& value) {
  if (value.is_null()) return {};
  if (const boost::json::string* text = value.if_string()) return {text->data(), text->size()};
  if (const bool* flag = value.if_bool()) return *flag ? "yes" : "no";
  if (const boost::json::array* array = value.if_array()) {
    std::string list;
    for (const boost::json::value& item : *array) list += (list.empty() ? "" : " ") + Shown(item);
    return list;
  }
  return boost::json::serialize(value);
}

std::string TextOf(const boost::json::object& object, std::string_view name) {
  const boost::json::value* value = object.if_contains(name);
  return value == nullptr ? std::string() : Shown(*value);
}

}  // namespace writ::cli
