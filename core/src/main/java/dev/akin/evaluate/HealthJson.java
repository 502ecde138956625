package dev.akin.evaluate;

import dev.akin.text.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is known of a table's health, as a document.
final class HealthJson {
    private HealthJson() {}

    static Json.Obj of(TableHealth health) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("rows", Json.of(health.rows()));
        members.put("dimension", Json.of(health.dimension()));
        members.put("notNumbers", named(health.notNumbers()));
        members.put("dead", named(health.dead()));
        members.put("deadDimensions", Json.of(health.deadDimensions()));
        members.put(
                "duplicates",
                Json.object(
                        "rows",
                        health.duplicates().rows(),
                        "groups",
                        health.duplicates().groups()));
        members.put("norms", norms(health.norms()));
        TableHealth.NormsByCount byCount = health.normsByCount();
        if (byCount != null) {
            members.put("normsByCount", normsByCount(byCount));
        }
        members.put("anisotropy", directions(health.directions()));
        members.put("findings", findings(health.findings()));
        return new Json.Obj(members);
    }

    private static Json named(TableHealth.Named named) {
        return Json.object("rows", named.rows(), "keys", named.keys());
    }

    private static Json norms(TableHealth.Norms norms) {
        return Json.object(
                "least", norms.least(),
                "lowerQuartile", norms.lowerQuartile(),
                "median", norms.median(),
                "upperQuartile", norms.upperQuartile(),
                "most", norms.most());
    }

    private static Json normsByCount(TableHealth.NormsByCount byCount) {
        List<Json> bins =
                byCount.bins().stream()
                        .map(bin ->
                                (Json)
                                        Json.object(
                                                "least", bin.least(),
                                                "most", bin.most(),
                                                "rows", bin.rows(),
                                                "median", bin.median()))
                        .toList();
        return Json.object("correlation", byCount.correlation(), "bins", bins);
    }

    private static Json directions(TableHealth.Directions directions) {
        return Json.object(
                "meanCosine", directions.meanCosine(),
                "firstComponent", directions.firstComponent(),
                "effectiveDimensions", directions.effectiveDimensions());
    }

    private static Json findings(List<TableHealth.Finding> findings) {
        return Json.of(
                findings.stream()
                        .map(finding ->
                                Json.object(
                                        "level", finding.warning() ? "warning" : "note",
                                        "what", finding.what(),
                                        "text", finding.text()))
                        .toList());
    }
}
