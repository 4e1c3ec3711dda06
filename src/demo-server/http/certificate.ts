/**
 * TEST ONLY: a self-signed certificate and its private key, published with the source, so that
 * browser tests can use https. Nobody may ever trust it; the tests tell Chromium to look away.
 * Valid for 30 years from 2026, for no name in particular.
 * @module
 */

export const testOnlyCertificate = `\
-----BEGIN CERTIFICATE-----
MIIByDCCAW6gAwIBAgIUbtQzO0EranJeDh5B+rNR5UUzGM0wCgYIKoZIzj0EAwIw
JTEjMCEGA1UEAwwabGF0Y2hrZXktdGVzdC1vbmx5LmV4YW1wbGUwIBcNMjYxMTIy
MjEyNTEwWhgPMjA1NjExMTQyMTI1MTBaMCUxIzAhBgNVBAMMGmxhdGNoa2V5LXRl
c3Qtb25seS5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAERLM6xCo5
7lNHJZ9ITmDRRPltU61kj6pL2GEdY8lMzJ3hB70Af5lSI+p18KT5Y7HRQqsCNMps
8g899ZvrLgGaT6N6MHgwHQYDVR0OBBYEFE9o9RAfbDksEz/S0HxxorxEWPxVMB8G
A1UdIwQYMBaAFE9o9RAfbDksEz/S0HxxorxEWPxVMA8GA1UdEwEB/wQFMAMBAf8w
JQYDVR0RBB4wHIIJKi5leGFtcGxlgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZIzj0E
AwIDSAAwRQIhAJ6o2TRcASlaDZwUN79725Vq0cpr5nfittkcNtn3+WehAiAm65k4
m1Mg1MIThTx2olatJBiU9OFK0w2GT3IU3Piwcg==
-----END CERTIFICATE-----
`;

export const testOnlyPrivateKey = `\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHPZF7lVKICmC5/G4
Q/MQmU5dax0yBuo0NbtvdKlkTUKhRANCAAREszrEKjnuU0cln0hOYNFE+W1TrWSP
qkvYYR1jyUzMneEHvQB/mVIj6nXwpPljsdFCqwI0ymzyDz31m+suAZpP
-----END PRIVATE KEY-----
`;
