// A table of regions and periods; a cell leads to its facts. Texts come as data and stay text.
export default {
  template: `
<div class="scroll" tabindex="0" role="region" :aria-label="caption">
  <table class="panel"><caption>{{ caption }}</caption>
    <thead><tr><th scope="col">{{ corner }}</th><th scope="col" v-for="period in periods" :key="period">{{ period }}</th></tr></thead>
    <tbody><tr v-for="row in rows" :key="row.region"><th scope="row">{{ row.region }}</th>
      <td v-for="(cell, i) in row.cells" :key="i"><button v-if="cell" type="button" :class="{ conflict: cell.is_conflict }"
        @click="$emit('open', { region: row.region, period: periods[i] })"><template v-if="cell.is_conflict">⚠ </template>{{ cell.texts.join(cell.is_conflict ? ' ≠ ' : ' ≈ ') }}</button>
        <template v-else>–</template></td></tr></tbody>
  </table>
</div>`,
  props: { periods: Array, rows: Array, caption: String, corner: String },
};
