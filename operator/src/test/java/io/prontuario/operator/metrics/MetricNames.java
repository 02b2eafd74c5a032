package io.prontuario.operator.metrics;

import io.prometheus.client.Collector;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of time series: those of the operator, and those in an expression. */
final class MetricNames {
    /** No label has such a name. */
    private static final Pattern METRIC = Pattern.compile("\\b((?:prontuario|gcp|pg|process|jvm|up)_?[a-z_]*)\\b");

    private MetricNames() {}

    /** Every series that the operator's registry can have, histograms' parts too. */
    static Set<String> ofTheOperator() {
        Set<String> names = new TreeSet<>();
        for (Collector.MetricFamilySamples family :
                Collections.list(new OperatorMetrics().registry().metricFamilySamples())) {
            names.addAll(Set.of(family.getNames()));
        }
        return names;
    }

    static Set<String> in(String expression) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(expression.replaceAll("\"[^\"]*\"", "\"\""));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
