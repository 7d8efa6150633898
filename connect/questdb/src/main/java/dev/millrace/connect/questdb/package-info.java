// SPDX-License-Identifier: Apache-2.0
/**
 * Time-series tables in QuestDB, embedded or outside. Start with {@link
 * dev.millrace.connect.questdb.QuestDbConnector}.
 */
package dev.millrace.connect.questdb;
