package io.prontuario.crds.v1alpha1;

import io.prontuario.crds.Durations;

/**
 * Text formats and sizes of the schema. Sizes also limit the cost of CEL rules, which the API server restricts. Formats name the
 * characters that are allowed: a class of forbidden ones admits line breaks, tabs and quotes, which change the structure of a
 * configuration file or of a request.
 */
final class Patterns {
    /** A DNS label of at most 30 characters, because NAME-HOST names Services and Deployments. */
    static final String NAME = "^[a-z]([-a-z0-9]{0,28}[a-z0-9])?$";

    static final long NAME_LENGTH = 30;

    /** A Kubernetes object's name: nodes, Secrets. */
    static final String OBJECT_NAME = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";

    static final long OBJECT_NAME_LENGTH = 253;

    /** An IPv4 or IPv6 address or a DNS name. */
    static final String ADDRESS = "^[A-Za-z0-9]([-A-Za-z0-9.:]*[A-Za-z0-9])?$";

    static final long ADDRESS_LENGTH = 253;

    /** RFC 3986, but for the quote. */
    private static final String URL_REST = "[-A-Za-z0-9._~:/?#@!$&()*+,;=%\\[\\]]";

    static final String DURATION = Durations.PATTERN;
    static final long DURATION_LENGTH = 28;

    static final String IMAGE = "^[a-z0-9][-a-zA-Z0-9._:/@]*$";
    static final String SHA256 = "^[0-9a-f]{64}$";
    static final String PATH = "^/[-A-Za-z0-9._~%:@!*+,=/]*$";
    static final String CRON = "^[-0-9A-Za-z*/,]+( [-0-9A-Za-z*/,]+){4}$";
    static final String TIME_ZONE = "^[A-Za-z][-A-Za-z0-9_+]*(/[-A-Za-z0-9_+]+){0,2}$";
    static final String SOURCE = "^(https|http|file|gs)://?" + URL_REST + "+$";

    static final String TIME =
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$";
    static final String PROJECT = "^[a-z][-a-z0-9]{4,28}[a-z0-9]$";
    static final String DNS_NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$";
    static final String ZONE = "^[a-z]([-a-z0-9]*[a-z0-9])?$";

    static final String IPV4 = "^(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}$";

    /** ADDRESS or ADDRESS:PORT. */
    static final String SERVER = "^[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?(:[0-9]{1,5})?$";

    static final String KEY_NAME = "^[A-Za-z0-9]([-A-Za-z0-9._]*[A-Za-z0-9])?$";
    static final String WEB_URL = "^https?://" + URL_REST + "+$";
    static final String ROOT_URL = "^https?://" + URL_REST + "+/$";

    /** A PostgreSQL identifier that needs no quotes anywhere. */
    static final String SQL_NAME = "^[a-z][a-z0-9_]{0,62}$";

    static final long SQL_NAME_LENGTH = 63;
    static final String REQUEST_ID = "^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$";
    static final long REQUEST_ID_LENGTH = 63;
    static final long LONG_TEXT = 1024;

    private Patterns() {}
}
