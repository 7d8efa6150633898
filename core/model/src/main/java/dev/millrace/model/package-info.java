// SPDX-License-Identifier: Apache-2.0
/**
 * The words of the product: rows, schemas, types, tables, errors, the ledger. No dependency at all.
 *
 * <p>Start with {@link dev.millrace.model.Row} and {@link dev.millrace.model.Schema}. What lives here is known to every
 * other module; anything that needs a library, an engine or SQL belongs elsewhere.
 */
package dev.millrace.model;
