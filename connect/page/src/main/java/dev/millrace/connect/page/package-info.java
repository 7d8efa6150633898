// SPDX-License-Identifier: Apache-2.0
/**
 * Result rows on the live page. Start with {@link dev.millrace.connect.page.PageConnector}; the page itself is served by
 * {@code app/server}, which gives the {@link dev.millrace.connect.page.PageBoard}.
 */
package dev.millrace.connect.page;
